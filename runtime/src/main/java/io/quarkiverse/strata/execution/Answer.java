package io.quarkiverse.strata.execution;

import java.util.List;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * What the server answered to a statement, before anything is made of it.
 *
 * @param columns the labels of the result, in order; null for a statement without one
 * @param rows the rows
 * @param size how many they are
 * @param count how many rows the statement touched
 */
public record Answer(List<String> columns, Iterable<Row> rows, int size, int count) {

    /** @param text the statement's */
    static Answer of(String text, RowSet<Row> rows) {
        return new Answer(rows.columnsNames(), rows, rows.size(), RowCounts.of(text, rows));
    }
}
