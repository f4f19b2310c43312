package io.quarkiverse.strata.execution;

import java.util.List;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlResult;

/**
 * What the server answered to a statement, before anything is made of it.
 *
 * @param columns the labels of the result, in order; null for a statement without one
 * @param rows the rows
 * @param count how many rows the statement touched
 */
public record Answer(List<String> columns, List<Row> rows, int count) {

    /** @param text the statement's */
    static Answer of(String text, SqlResult<List<Row>> result) {
        return new Answer(result.columnsNames(), result.value(), RowCounts.of(text, result));
    }
}
