package io.quarkiverse.strata.deployment;

import java.util.List;

import io.quarkiverse.strata.seeding.SeederDefinition;
import io.quarkus.builder.item.SimpleBuildItem;

/** All seeders in the order in which they run. */
final class SeedingPlanBuildItem extends SimpleBuildItem {

    private final List<SeederDefinition> seeders;

    SeedingPlanBuildItem(List<SeederDefinition> seeders) {
        this.seeders = List.copyOf(seeders);
    }

    List<SeederDefinition> seeders() {
        return seeders;
    }
}
