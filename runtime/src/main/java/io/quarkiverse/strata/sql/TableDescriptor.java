package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * What Strata knows of a mapped record: generated at build time for {@code @Table} and {@code @Projection} records, written
 * by hand in unit tests without Quarkus.
 *
 * @param <T> the record
 */
public interface TableDescriptor<T> {

    /** The record. */
    Class<T> type();

    /** The schema, null when the search path finds the table. */
    String schema();

    /** The table's name, null for a projection, which has none. */
    String table();

    /** The composite type whose fields are the columns; null for records of tables and results. */
    default PgType composite() {
        return null;
    }

    /** The columns in the order of the components, nested records flattened. */
    List<ColumnDescriptor> columns();

    /**
     * The value of the column at {@code index} (of {@link #columns()}) in {@code owner}; null inside an absent nested record.
     */
    Object value(T owner, int index);
}
