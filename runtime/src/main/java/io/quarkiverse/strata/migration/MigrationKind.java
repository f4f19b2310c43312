package io.quarkiverse.strata.migration;

/** How a migration is written. */
public enum MigrationKind {
    /** A class that implements {@link Migration}. */
    JAVA,
    /** A file in {@code db/migration}. */
    SQL
}
