package io.quarkiverse.strata.insight;

import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** Questions about plans and the catalog, on connections beside the pool: it may be exhausted just then. */
final class CatalogConnections {

    private final Supplier<Future<SqlConnection>> connections;

    CatalogConnections(Supplier<Future<SqlConnection>> connections) {
        this.connections = connections;
    }

    Future<RowSet<Row>> ask(String text, Tuple values) {
        return connections.get().compose(connection -> connection.preparedQuery(text).execute(values)
                .eventually(() -> connection.close()));
    }

    /** Several statements in one message; the results are chained. */
    Future<RowSet<Row>> askSimply(String script) {
        return connections.get().compose(connection -> connection.query(script).execute()
                .eventually(() -> connection.close()));
    }
}
