package io.quarkiverse.strata.sql;

import java.util.List;

/** One row of a statement that selects expressions instead of a record. Columns are found by their label or position. */
public interface Row {

    /** The labels of the columns, in order. */
    List<String> columns();

    /**
     * The value of a column.
     *
     * @param column its label, exactly as the statement gives it
     * @param type the class wanted: one of those that a record component may have
     * @return the value, null for SQL's NULL
     * @throws IllegalArgumentException when there is no such column or its value isn't of that type
     */
    <V> V get(String column, Class<V> type);

    /** The value of the column at {@code index}, counted from 0; otherwise as {@link #get(String, Class)}. */
    <V> V get(int index, Class<V> type);
}
