package io.quarkiverse.strata.migration;

import java.util.List;

import io.smallrye.mutiny.Uni;

/**
 * Runs the migrations of one datasource. Inject it; a named datasource's has the qualifier {@code @ReactiveDataSource}.
 *
 * <p>
 * Every {@code Uni} is lazy, can be subscribed again, and works on connections of its own, never the pool's. What was begun is
 * finished even when the subscriber cancels. All fail with {@link io.quarkiverse.strata.MigrationException}.
 */
public interface Migrations {

    /**
     * Runs what is pending, in order, as one batch. Several instances may do this at once: one works, the others wait for it.
     *
     * @return what ran, empty when there was nothing to do; never null
     */
    Uni<MigrationReport> migrate();

    /** As {@link #migrate()}, telling what happens while it does. */
    Uni<MigrationReport> migrate(MigrationProgress progress);

    /**
     * Undoes applied migrations, the last first, each in a transaction of its own.
     *
     * @return what was undone; never null
     */
    Uni<MigrationReport> rollback(Rollback rollback);

    /** As {@link #rollback(Rollback)}, telling what happens while it does. */
    Uni<MigrationReport> rollback(Rollback rollback, MigrationProgress progress);

    /** What {@link #rollback} would do now, and the rows that it would cost. Changes nothing and takes no lock. */
    Uni<RollbackPlan> planRollback(Rollback rollback);

    /** Every migration that the application or the history table knows, in order. Changes nothing and takes no lock. */
    Uni<List<MigrationStatus>> status();

    /** The statements of every migration of the application, both ways, in order. Asks no database. */
    Uni<List<MigrationScript>> scripts();

    /** What {@link #migrate()} would run now. Changes nothing and takes no lock. */
    Uni<MigrationPlan> plan();

    /**
     * Notes all migrations up to this one as run, and runs none: for a database that has their tables already. Its history must
     * be empty. What was noted so can't be rolled back.
     *
     * @return the ids, in order
     */
    Uni<List<String>> baseline(String id);

    /**
     * Takes over what Flyway or Liquibase noted, and runs nothing: migrations that have run there don't run again. A Flyway
     * version is the migration with that id, and its file must be the one that ran; a Liquibase changeset is the migration that
     * has its id, or its file's name. Repeatable migrations aren't taken over. The history must be empty; the other tool's
     * table stays.
     *
     * <pre>{@code
     * migrations.importHistory(HistoryImport.flyway().table("old.flyway_schema_history"))
     * }</pre>
     *
     * @return the ids that are noted as run, in order
     */
    Uni<List<String>> importHistory(HistoryImport source);

    /**
     * Takes a migration as right that contradicts the history: one that changed or is missing, one that was interrupted and
     * completed by hand, or a pending one that was done by hand. Runs nothing.
     *
     * @param reason why, for those who look at the history later; not blank
     */
    Uni<Void> accept(String id, String reason);

    /**
     * Forgets migrations that were interrupted before anything was done, so that they run again, changed or not. Those whose
     * first statement was sent outside a transaction and may be done stay as they are, except a failed
     * {@code CREATE INDEX CONCURRENTLY} that is told by its INVALID index, which is dropped first. Others stay, too.
     *
     * @return the ids of those that were forgotten
     */
    Uni<List<String>> repair();

    /** What {@link #dropAll} would drop now. Changes nothing and takes no lock. */
    Uni<SchemaContents> contents();

    /**
     * Drops the tables, views, sequences, types and functions in the schema of the history table, whoever made them, with
     * whatever depends on them; in one transaction. What belongs to an extension or to a role that this one isn't a member of
     * stays, and so does the database's mark. In a database that is marked as production it is refused, unless it is named.
     *
     * @param database the name of the database that may be emptied although it is marked as production, null for none
     * @return what was dropped
     */
    Uni<SchemaContents> dropAll(String database);

    /** What the database is marked as. */
    Uni<DatabaseMark> mark();

    /**
     * Marks the database as {@code production}, {@code staging}, {@code development} or {@code test}, from now on. In one that
     * is marked as production, what destroys data is refused, whatever the application's own environment is.
     */
    Uni<Void> mark(String environment);
}
