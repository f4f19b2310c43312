package io.quarkiverse.strata.deployment;

import io.quarkus.builder.item.EmptyBuildItem;

/**
 * Marks the point of the start at which the migrations have run, where they run at the start. Consume it to come after them.
 */
public final class MigrationsAppliedBuildItem extends EmptyBuildItem {
}
