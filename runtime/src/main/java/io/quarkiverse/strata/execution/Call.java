package io.quarkiverse.strata.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.strata.mapping.Mapping;
import io.quarkiverse.strata.mapping.RecordMapper.RowReader;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/**
 * One statement's trip over a connection, its values encoded already.
 *
 * @param text the SQL, for messages
 * @param writes whether it may change data: such a call is never cancelled in the server when it is its own COMMIT
 * @param run sends it
 */
public record Call<R>(String text, boolean writes, Function<SqlConnection, Future<R>> run) {

    /** All rows, mapped. */
    public static <T> Call<List<T>> list(Query<T> query) {
        return of(query, rows -> {
            RowReader<T> reader = Mapping.reader(query.shape(), rows.columnsNames());
            List<T> items = new ArrayList<>(rows.size());
            for (Row row : rows) {
                items.add(reader.read(row));
            }
            return items;
        });
    }

    /** The first row mapped, null without one. */
    public static <T> Call<T> first(Query<T> query) {
        return of(query, rows -> rows.size() == 0 ? null
                : Mapping.reader(query.shape(), rows.columnsNames()).read(rows.iterator().next()));
    }

    /** The only row mapped. */
    public static <T> Call<T> single(Query<T> query) {
        return of(query, rows -> {
            if (rows.size() == 0) {
                throw Failures.noResult(query.rendered().text());
            }
            if (rows.size() > 1) {
                throw Failures.nonUniqueResult(query.rendered().text(), rows.size());
            }
            return Mapping.reader(query.shape(), rows.columnsNames()).read(rows.iterator().next());
        });
    }

    /** The number of rows touched. */
    public static Call<Integer> count(Statement statement) {
        return of(statement, RowSet::rowCount);
    }

    private static <R> Call<R> of(Statement statement, Function<RowSet<Row>, R> result) {
        Rendered rendered = statement.rendered();
        TransactionControl.refuse(rendered.text());
        var values = Mapping.tuple(rendered.parameters());
        return new Call<>(rendered.text(), statement.writes(),
                connection -> connection.preparedQuery(rendered.text()).execute(values).map(result));
    }
}
