package io.quarkiverse.strata.deployment;

import io.quarkus.builder.item.MultiBuildItem;

/** A reactive PostgreSQL datasource that Strata serves. */
public final class StrataDataSourceBuildItem extends MultiBuildItem {

    private final String name;

    public StrataDataSourceBuildItem(String name) {
        this.name = name;
    }

    /** The datasource's name, {@code <default>} for the default one. */
    public String getName() {
        return name;
    }
}
