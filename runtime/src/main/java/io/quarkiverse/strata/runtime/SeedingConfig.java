package io.quarkiverse.strata.runtime;

import io.quarkus.runtime.annotations.ConfigGroup;

/** Seeders. */
@ConfigGroup
public interface SeedingConfig {
}
