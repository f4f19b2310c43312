package io.quarkiverse.strata.migration;

/**
 * Whose history to take over.
 *
 * @param tool the tool that migrated the database until now
 * @param table its history table, with its schema where that isn't in the search path
 * @param upTo the last migration that is taken as run whether that history has it or not, or null
 */
public record HistoryImport(Tool tool, String table, String upTo) {

    /** The tools whose histories are understood. */
    public enum Tool {
        FLYWAY,
        LIQUIBASE
    }

    /** Flyway's, in {@code flyway_schema_history}. */
    public static HistoryImport flyway() {
        return new HistoryImport(Tool.FLYWAY, "flyway_schema_history", null);
    }

    /** Liquibase's, in {@code databasechangelog}. */
    public static HistoryImport liquibase() {
        return new HistoryImport(Tool.LIQUIBASE, "databasechangelog", null);
    }

    /** The same in another table. */
    public HistoryImport table(String other) {
        return new HistoryImport(tool, other, upTo);
    }

    /**
     * Takes all migrations up to this one as run, without a look at what the other history says of them. For what was rewritten
     * for Strata, and for a history whose entries have other names.
     */
    public HistoryImport upTo(String id) {
        return new HistoryImport(tool, table, MigrationId.of(id).toString());
    }
}
