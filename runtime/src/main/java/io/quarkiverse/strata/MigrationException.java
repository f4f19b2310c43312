package io.quarkiverse.strata;

/**
 * The database can't be migrated. The message names the migration, the statement and the server's own words, and what to do.
 * Unless it says otherwise, nothing of the named migration was kept.
 */
public class MigrationException extends DatabaseException {

    private static final long serialVersionUID = 1L;

    private final String migration;

    /**
     * @param migration the migration's id, or null where the failure isn't one migration's
     */
    public MigrationException(String message, String migration, ErrorDetails details, Throwable cause) {
        super(message, details, cause);
        this.migration = migration;
    }

    /** The id of the migration that failed, or null. */
    public String migration() {
        return migration;
    }
}
