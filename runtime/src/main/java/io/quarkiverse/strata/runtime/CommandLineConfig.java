package io.quarkiverse.strata.runtime;

import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;

/** The command line `db …` of the packaged application. */
@ConfigMapping(prefix = "quarkus.strata.command-line")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface CommandLineConfig {

    /**
     * A command that the packaged application runs instead of starting, as if it stood behind `db` on the command line:
     * `migrate`. For init containers and jobs, which can set an environment variable more easily than arguments.
     */
    Optional<String> run();
}
