package io.quarkiverse.strata.runtime.devui;

import java.util.List;

/**
 * What a rollback would do, to be confirmed.
 *
 * @param migrations what would be undone, in order
 * @param losses what it wouldn't bring back, for people
 * @param tables the tables that would be dropped or lose a column
 * @param problem why it can't be done, or null
 */
public record RollbackView(List<Undone> migrations, List<String> losses, List<Table> tables, FailureView problem) {

    public RollbackView {
        migrations = List.copyOf(migrations);
        losses = List.copyOf(losses);
        tables = List.copyOf(tables);
    }

    /** A migration that would be undone by these statements; none where they aren't known. */
    public record Undone(String id, String description, List<String> sql) {
        public Undone {
            sql = List.copyOf(sql);
        }
    }

    /** A table and how many rows it has, in words: {@code 12}, {@code 100000 or more}. */
    public record Table(String table, String rows) {
    }
}
