package io.quarkiverse.strata.deployment.devservices;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;

/** What can be set for the servers of development and tests. */
@ConfigMapping(prefix = "quarkus.strata")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface StrataDevServicesConfig {

    /** Settings of each datasource. */
    @ConfigDocSection
    @ConfigDocMapKey("datasource-name")
    @WithParentName
    @WithDefaults
    @WithUnnamedKey(DataSourceUtil.DEFAULT_DATASOURCE_NAME)
    Map<String, DataSourceDevServicesConfig> dataSources();

    /** One datasource. */
    @ConfigGroup
    interface DataSourceDevServicesConfig {

        /** Its servers in development and tests. */
        DevServicesConfig devservices();
    }

    /** The servers that development and tests get where the datasource has no URL. */
    @ConfigGroup
    interface DevServicesConfig {

        /**
         * How many streaming standbys are started next to the primary. `quarkus.strata.replicas.urls` is set to their
         * addresses; where it is set already, none is started.
         */
        @WithDefault("0")
        int replicas();

        /**
         * How old a commit must be before a standby shows it, to try what the application does when a replica is behind: one
         * value for all, or one for each, separated by commas (`0s,3s`). Not set: standbys show a commit at once.
         */
        Optional<List<Duration>> replicaDelay();
    }
}
