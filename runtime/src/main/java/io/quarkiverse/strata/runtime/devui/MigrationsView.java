package io.quarkiverse.strata.runtime.devui;

import java.util.List;

/**
 * What the page of the migrations shows of one datasource.
 *
 * @param dataSource its name
 * @param migrations in the order in which they ran, then those to be run in theirs; empty when they can't be read
 * @param running {@code migrate} or {@code rollback} while this application is at it, else null
 * @param problem why the status can't be read, or null
 * @param failure how the last attempt from this page failed, or null
 */
public record MigrationsView(String dataSource, List<MigrationRow> migrations, String running, FailureView problem,
        FailureView failure) {

    public MigrationsView {
        migrations = List.copyOf(migrations);
    }
}
