package io.quarkiverse.strata.deployment.devservices;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.logging.LogCleanupFilterBuildItem;

/**
 * On a machine that has no container runtime and claims none, it is no error that none is found: what Testcontainers says
 * about its search is for DEBUG then. Where {@code DOCKER_HOST} is set or Docker's socket exists, it is said as ever.
 */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class ContainerSearchProcessor {

    private static final org.jboss.logging.Logger LOG = org.jboss.logging.Logger.getLogger(ContainerSearchProcessor.class);
    /** Held here: the log manager lets go of loggers, and their filters with them, that nobody holds. */
    private static final Logger SEARCH = Logger
            .getLogger("org.testcontainers.dockerclient.DockerClientProviderStrategy");
    private static final String NOT_FOUND = "Could not find a valid Docker environment.";

    /** The item makes the step run before whatever searches; Quarkus's filter itself passes errors on. */
    @BuildStep
    LogCleanupFilterBuildItem searchInSilence() {
        if (SEARCH.getFilter() == null && System.getenv("DOCKER_HOST") == null
                && !Files.exists(Path.of("/var/run/docker.sock"))) {
            SEARCH.setFilter(entry -> {
                if (entry.getLevel().intValue() > Level.WARNING.intValue()
                        && String.valueOf(entry.getMessage()).startsWith(NOT_FOUND)) {
                    LOG.debug(entry.getMessage());
                    return false;
                }
                return true;
            });
        }
        return new LogCleanupFilterBuildItem("org.testcontainers.dockerclient.DockerMachineClientProviderStrategy",
                "docker-machine executable was not found");
    }
}
