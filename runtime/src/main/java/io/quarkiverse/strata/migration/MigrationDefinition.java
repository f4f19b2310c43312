package io.quarkiverse.strata.migration;

import java.util.List;

/**
 * What is known of a migration without running it; made at build time.
 *
 * @param id its id
 * @param description what people read
 * @param source the class or the file
 * @param checksum of what it does
 * @param dependencies the ids of those that run before it
 * @param compatible whether an application that hasn't got it may start when it has run
 */
public record MigrationDefinition(String id, String description, MigrationKind kind, String source, String checksum,
        List<String> dependencies, boolean compatible) {

    public MigrationDefinition {
        dependencies = List.copyOf(dependencies);
    }

    /** One that no older application can do with. */
    public MigrationDefinition(String id, String description, MigrationKind kind, String source, String checksum,
            List<String> dependencies) {
        this(id, description, kind, source, checksum, dependencies, false);
    }

    /** As messages name it. */
    String label() {
        return id + " " + description + " (" + source + ")";
    }
}
