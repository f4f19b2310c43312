package io.quarkiverse.strata.deployment;

import io.quarkus.builder.item.MultiBuildItem;

/** A class of the application that seeds a datasource. */
final class SeederBuildItem extends MultiBuildItem {

    private final String className;
    private final String dataSource;

    SeederBuildItem(String className, String dataSource) {
        this.className = className;
        this.dataSource = dataSource;
    }

    String className() {
        return className;
    }

    String dataSource() {
        return dataSource;
    }
}
