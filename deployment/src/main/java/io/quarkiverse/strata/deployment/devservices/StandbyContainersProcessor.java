package io.quarkiverse.strata.deployment.devservices;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jboss.logging.Logger;
import org.testcontainers.postgresql.PostgreSQLContainer;

import io.quarkus.datasource.common.runtime.DatabaseKind;
import io.quarkus.datasource.deployment.spi.DatasourceStartable;
import io.quarkus.datasource.deployment.spi.DevServicesDatasourceConfigurationHandlerBuildItem;
import io.quarkus.deployment.Feature;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesCustomizerBuildItem;
import io.quarkus.deployment.builditem.DevServicesRegistryBuildItem;
import io.quarkus.deployment.builditem.DevServicesSharedNetworkBuildItem;
import io.quarkus.deployment.builditem.DockerStatusBuildItem;
import io.quarkus.deployment.builditem.Startable;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.logging.LoggingSetupBuildItem;
import io.quarkus.reactive.datasource.spi.ReactiveDataSourceBuildItem;

/**
 * Where a container runtime is, Quarkus starts the primary, as it is configured there; {@code
 * quarkus.strata.devservices.replicas} adds standbys to that very container. They begin and end with it.
 */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class StandbyContainersProcessor {

    private static final Logger LOG = Logger.getLogger(StandbyContainersProcessor.class);
    /** Tells a later live reload what runs; no property of Strata's, so that nobody is told that it is unknown. */
    private static final String RUNNING = "strata.devservices.running.";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    @BuildStep
    void add(DockerStatusBuildItem containers, LoggingSetupBuildItem logging, List<ReactiveDataSourceBuildItem> dataSources,
            StrataDevServicesConfig strata, DevServicesConfig devServices,
            List<DevServicesSharedNetworkBuildItem> sharedNetwork, DevServicesRegistryBuildItem registry,
            BuildProducer<DevServicesDatasourceConfigurationHandlerBuildItem> handlers,
            BuildProducer<DevServicesCustomizerBuildItem> customizers) {
        Map<String, Standbys> wanted = new HashMap<>();
        for (ReactiveDataSourceBuildItem dataSource : dataSources) {
            if (dataSource.getDbKind().equals(DatabaseKind.POSTGRESQL)) {
                wanted.put(dataSource.getName(), Standbys.of(dataSource.getName(), strata));
            }
        }
        if (!containers.isContainerRuntimeAvailable()) {
            return;
        }
        endOthers(registry, wanted);
        wanted.values().removeIf(Standbys::isEmpty);
        if (wanted.isEmpty()) {
            return;
        }
        boolean shared = DevServicesSharedNetworkBuildItem.isSharedNetworkRequired(devServices, sharedNetwork);
        Duration timeout = devServices.timeout().orElse(DEFAULT_TIMEOUT);
        customizers.produce(new DevServicesCustomizerBuildItem((request, startable) -> {
            Standbys standbys = wanted.get(request.getServiceName());
            return standbys != null && startable instanceof DatasourceStartable primary
                    && startable instanceof PostgreSQLContainer container
                            ? withStandbys(request.getServiceName(), primary, container, standbys, shared, timeout)
                            : startable;
        }));
        handlers.produce(new DevServicesDatasourceConfigurationHandlerBuildItem(DatabaseKind.POSTGRESQL,
                (dataSource, running) -> Map.of(), dataSource -> properties(dataSource, wanted.get(dataSource)),
                dataSource -> false));
    }

    private static Startable withStandbys(String dataSource, DatasourceStartable primary, PostgreSQLContainer container,
            Standbys standbys, boolean shared, Duration timeout) {
        return new ReplicatedContainer(primary, container, standbys, shared, timeout,
                urls -> LOG.infof("Standbys of datasource %s run as containers: %s", dataSource, String.join(" and ", urls)));
    }

    private static Map<String, Function<DatasourceStartable, String>> properties(String dataSource, Standbys standbys) {
        Map<String, Function<DatasourceStartable, String>> properties = new HashMap<>();
        if (standbys != null) {
            Standbys.urlKeys(dataSource).forEach(key -> properties.put(key,
                    startable -> startable instanceof ReplicatedContainer replicated
                            ? Standbys.urls(replicated.replicaUrls())
                            : ""));
            properties.put(RUNNING + dataSource, startable -> standbys.identity());
        }
        return properties;
    }

    /** Quarkus keeps a container over live reloads while its own properties are the same; ours count, too. */
    private static void endOthers(DevServicesRegistryBuildItem registry, Map<String, Standbys> wanted) {
        Map<String, String> running = registry.getConfigForAllRunningServices();
        wanted.forEach((dataSource, standbys) -> {
            if (!running.getOrDefault(RUNNING + dataSource, Standbys.NONE.identity()).equals(standbys.identity())) {
                registry.closeAllRunningServices(Feature.JDBC_POSTGRESQL.getName(), dataSource);
            }
        });
    }
}
