package io.quarkiverse.strata.deployment;

import io.quarkus.builder.item.EmptyBuildItem;

/** Consumed by what must run at the start when the migrations have been applied. */
public final class MigrationsAppliedBuildItem extends EmptyBuildItem {
}
