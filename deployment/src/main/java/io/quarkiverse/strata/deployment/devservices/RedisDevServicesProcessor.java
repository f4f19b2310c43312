package io.quarkiverse.strata.deployment.devservices;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.DockerStatusBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.logging.LoggingSetupBuildItem;
import io.quarkus.runtime.configuration.ConfigUtils;

/**
 * Starts a real Redis as a process for an application that uses {@code quarkus-redis-client} and whose default client has no
 * hosts, in dev mode and tests, where no container runtime is. Named clients are left to configuration.
 *
 * <p>
 * The program comes with the application, not with Strata:
 *
 * <pre>{@code
 * <dependency>
 *     <groupId>com.github.codemonstur</groupId>
 *     <artifactId>embedded-redis</artifactId>
 *     <version>1.4.4</version>
 *     <scope>provided</scope>
 * </dependency>
 * }</pre>
 *
 * {@code quarkus.redis.devservices.enabled} and {@code .port} count. Quarkus's own remark that a container runtime is missing
 * comes all the same.
 */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class RedisDevServicesProcessor {

    private static final Logger LOG = Logger.getLogger(RedisDevServicesProcessor.class);
    private static final String HOSTS = "quarkus.redis.hosts";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    @BuildStep
    void start(Capabilities capabilities, DockerStatusBuildItem containers, LoggingSetupBuildItem logging,
            DevServicesConfig devServices,
            BuildProducer<DevServicesResultBuildItem> servers) {
        Config config = ConfigProvider.getConfig();
        if (!capabilities.isPresent(Capability.REDIS_CLIENT) || containers.isContainerRuntimeAvailable()
                || !config.getOptionalValue("quarkus.redis.devservices.enabled", Boolean.class).orElse(true)
                || ConfigUtils.isPropertyNonEmpty(HOSTS)
                || ConfigUtils.isPropertyNonEmpty("quarkus.redis.hosts-provider-name")) {
            return;
        }
        Platform platform = Platform.current();
        Optional<RedisProgram> program = platform.isSupported()
                ? RedisProgram.find(Thread.currentThread().getContextClassLoader(), platform)
                : Optional.empty();
        if (program.isEmpty()) {
            LOG.warn("STRATA-4211: The Redis client has no hosts, no container runtime was found, and the application doesn't"
                    + " have a Redis for this machine. Do one of these: add the dependency"
                    + " com.github.codemonstur:embedded-redis:1.4.4 with scope provided; start a container runtime; set "
                    + HOSTS + "; or set quarkus.redis.devservices.enabled=false.");
            return;
        }
        OptionalInt port = config.getOptionalValue("quarkus.redis.devservices.port", Integer.class).map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        servers.produce(server(program.get(), port, devServices.timeout().orElse(DEFAULT_TIMEOUT)));
    }

    private static DevServicesResultBuildItem server(RedisProgram program, OptionalInt port, Duration timeout) {
        return DevServicesResultBuildItem.<RedisProcess> owned().feature("strata-redis")
                .description("Redis as a process")
                .serviceConfig(Map.of("program", program.jar() + "!" + program.entry(), "port", port.toString()))
                .startable(() -> new RedisProcess(program, port, timeout))
                .configProvider(Map.of(HOSTS, server -> "redis://" + server.getConnectionInfo()))
                .postStartHook(server -> LOG.infof("Redis runs as a process on %s", server.getConnectionInfo()))
                .build();
    }
}
