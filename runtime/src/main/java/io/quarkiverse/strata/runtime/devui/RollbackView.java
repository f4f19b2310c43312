package io.quarkiverse.strata.runtime.devui;

import java.util.List;

import io.quarkiverse.strata.migration.RollbackPlan;
import io.quarkiverse.strata.migration.TableRows;

/**
 * What a rollback would do, to be confirmed.
 *
 * @param database the database's name, or null when the plan can't be made
 * @param environment what the database is marked as, or null
 * @param migrations what would be undone, in order
 * @param losses what it wouldn't bring back, for people
 * @param tables the tables that would be dropped, emptied or lose a column
 * @param losesData whether something would be gone for good
 * @param problem why it can't be done, or null
 */
public record RollbackView(String database, String environment, List<Undone> migrations, List<String> losses,
        List<Table> tables, boolean losesData, FailureView problem) {

    public RollbackView {
        migrations = List.copyOf(migrations);
        losses = List.copyOf(losses);
        tables = List.copyOf(tables);
    }

    static RollbackView of(RollbackPlan plan) {
        return new RollbackView(plan.database(), plan.environment(),
                plan.migrations().stream().map(each -> new Undone(each.id(), each.description(), each.sql())).toList(),
                plan.losses(), plan.tables().stream().map(Table::of).toList(), plan.losesData(), null);
    }

    static RollbackView of(Throwable problem) {
        return new RollbackView(null, null, List.of(), List.of(), List.of(), false, FailureView.of(problem));
    }

    /** A migration that would be undone by these statements. */
    public record Undone(String id, String description, List<String> sql) {
        public Undone {
            sql = List.copyOf(sql);
        }
    }

    /**
     * A table.
     *
     * @param table its name as SQL writes it
     * @param loss the name of a {@link TableRows.Loss}
     * @param rows how many rows it has, as far as anybody counts
     * @param more whether it may have more
     */
    public record Table(String table, String loss, long rows, boolean more) {

        static Table of(TableRows table) {
            return new Table(table.table(), table.loss().name(), table.rows(), table.rows() >= TableRows.LIMIT);
        }
    }
}
