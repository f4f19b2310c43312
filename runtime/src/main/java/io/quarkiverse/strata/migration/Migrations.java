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

    /**
     * Undoes applied migrations, the last first, each in a transaction of its own.
     *
     * @return what was undone; never null
     */
    Uni<MigrationReport> rollback(Rollback rollback);

    /** Every migration that the application or the history table knows, in order. Changes nothing and takes no lock. */
    Uni<List<MigrationStatus>> status();

    /** The statements of every migration of the application, both ways, in order. Asks no database. */
    Uni<List<MigrationScript>> scripts();

    /** What {@link #migrate()} would run now. Changes nothing and takes no lock. */
    Uni<MigrationPlan> plan();
}
