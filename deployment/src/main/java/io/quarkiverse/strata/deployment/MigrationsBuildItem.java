package io.quarkiverse.strata.deployment;

import java.util.List;

import io.quarkiverse.strata.migration.MigrationDefinition;
import io.quarkus.builder.item.MultiBuildItem;

/** The migrations of one datasource, in the order in which they run. */
public final class MigrationsBuildItem extends MultiBuildItem {

    private final String dataSource;
    private final List<MigrationDefinition> definitions;
    private final List<String> reversibleFiles;

    MigrationsBuildItem(String dataSource, List<MigrationDefinition> definitions, List<String> reversibleFiles) {
        this.dataSource = dataSource;
        this.definitions = List.copyOf(definitions);
        this.reversibleFiles = List.copyOf(reversibleFiles);
    }

    public String dataSource() {
        return dataSource;
    }

    public List<MigrationDefinition> definitions() {
        return definitions;
    }

    /** The paths of the {@code .down.sql} files. */
    public List<String> reversibleFiles() {
        return reversibleFiles;
    }
}
