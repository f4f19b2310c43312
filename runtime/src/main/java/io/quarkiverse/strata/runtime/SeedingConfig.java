package io.quarkiverse.strata.runtime;

import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/** Seeders. */
@ConfigGroup
public interface SeedingConfig {

    /**
     * Whether the seeders of this datasource run when the application starts, after the migrations and before the first
     * request. By default they do in development and in tests, and don't elsewhere.
     */
    Optional<Boolean> seedAtStart();

    /**
     * Whether seeding is allowed in production at all. Even then only seeders run there that name `PRODUCTION` among their
     * environments.
     */
    @WithDefault("false")
    boolean allowInProduction();
}
