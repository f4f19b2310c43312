package io.quarkiverse.strata.runtime;

import io.quarkus.runtime.annotations.ConfigGroup;

/** Migrations. */
@ConfigGroup
public interface MigrationConfig {
}
