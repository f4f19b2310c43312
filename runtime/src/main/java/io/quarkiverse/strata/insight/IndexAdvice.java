package io.quarkiverse.strata.insight;

import java.util.List;

/**
 * An index that seems to be missing. It makes writes to its table slower: look at both before creating it.
 *
 * @param dataSource the datasource's name
 * @param kind what the advice follows from
 * @param table the table with its schema, quoted where it must be
 * @param columns the columns in the index's order, quoted where they must be
 * @param reason why, for people
 * @param statement the statement whose plan it follows from, null for none
 */
public record IndexAdvice(String dataSource, Kind kind, String table, List<String> columns, String reason, String statement) {

    /** What an advice follows from. */
    public enum Kind {
        /** A slow statement reads a whole table and throws most of it away. */
        FILTERED_SCAN,
        /** Each delete or change of a key of the referenced table reads the whole referencing one. */
        FOREIGN_KEY
    }

    public IndexAdvice {
        columns = List.copyOf(columns);
    }

    /** The statement that creates it without blocking writers; it can't run in a transaction. */
    public String ddl() {
        return "CREATE INDEX CONCURRENTLY ON " + table + " (" + String.join(", ", columns) + ")";
    }
}
