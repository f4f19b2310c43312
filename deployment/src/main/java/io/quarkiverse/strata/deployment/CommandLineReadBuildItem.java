package io.quarkiverse.strata.deployment;

import io.quarkus.builder.item.EmptyBuildItem;

/**
 * Marks the point of the start behind which it is certain that the application starts, and no command runs instead. Consume it
 * before anything is done to a database.
 */
public final class CommandLineReadBuildItem extends EmptyBuildItem {
}
