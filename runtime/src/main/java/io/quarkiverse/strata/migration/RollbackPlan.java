package io.quarkiverse.strata.migration;

import java.util.List;

/**
 * What a rollback would do.
 *
 * @param database the database's name
 * @param environment what the database is marked as, null when it isn't
 * @param migrations what would be undone, in order, with the statements that undo it
 * @param losses what the rollback wouldn't bring back, for people
 * @param tables the tables that would be dropped or lose a column, with their rows
 */
public record RollbackPlan(String database, String environment, List<MigrationPlan.Planned> migrations,
        List<String> losses, List<TableRows> tables) {

    public RollbackPlan {
        migrations = List.copyOf(migrations);
        losses = List.copyOf(losses);
        tables = List.copyOf(tables);
    }

    /** Whether something would be gone for good. */
    public boolean losesData() {
        return !losses.isEmpty() || tables.stream().anyMatch(table -> table.rows() > 0);
    }
}
