package io.quarkiverse.strata.runtime;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The command line `db …` of the packaged application. */
@ConfigMapping(prefix = "quarkus.strata.command-line")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface CommandLineBuildConfig {

    /**
     * Whether the packaged application runs a command instead of starting when its first argument is `db`. Switch it off
     * where `db` means something else to your application.
     */
    @WithDefault("true")
    boolean enabled();
}
