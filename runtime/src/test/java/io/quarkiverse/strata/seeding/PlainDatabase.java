package io.quarkiverse.strata.seeding;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Page;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Row;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Shape;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.PostgresServer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * The few verbs that seeding uses, on a real server and without any of Strata's own machinery: what fails here is seeding's
 * fault. A transaction is one connection between BEGIN and COMMIT.
 */
class PlainDatabase implements Database, Transaction {

    private final String name;
    private final SqlConnection open;

    PlainDatabase(String name) {
        this(name, null);
    }

    private PlainDatabase(String name, SqlConnection open) {
        this.name = name;
        this.open = open;
    }

    private static <T> Uni<T> uni(java.util.function.Supplier<Future<T>> future) {
        return Uni.createFrom().emitter(emitter -> future.get().onSuccess(emitter::complete).onFailure(emitter::fail));
    }

    private Uni<SqlConnection> connect() {
        return uni(() -> PgConnection.connect(PostgresServer.get().vertx(), PostgresServer.get().options(name))
                .map(connection -> (SqlConnection) connection));
    }

    @Override
    public <T> Uni<T> transaction(Function<Transaction, Uni<T>> work) {
        return connect().chain(connection -> uni(() -> connection.query("BEGIN").execute())
                .chain(() -> work.apply(new PlainDatabase(name, connection)))
                .call(() -> uni(() -> connection.query("COMMIT").execute()))
                .onFailure().call(() -> uni(() -> connection.query("ROLLBACK").execute()))
                .onTermination().call(() -> uni(connection::close)));
    }

    private Uni<RowSet<io.vertx.sqlclient.Row>> run(Statement statement) {
        Tuple values = Tuple.tuple();
        statement.rendered().parameters().forEach(parameter -> values.addValue(parameter.value()));
        String text = statement.rendered().text();
        return open != null ? uni(() -> open.preparedQuery(text).execute(values))
                : connect().chain(connection -> uni(() -> connection.preparedQuery(text).execute(values))
                        .onTermination().call(() -> uni(connection::close)));
    }

    @Override
    public Uni<Integer> execute(Statement statement) {
        return run(statement).map(RowSet::rowCount);
    }

    @Override
    public <T> Uni<List<T>> list(Query<T> query) {
        return run(query).map(rows -> {
            List<T> list = new ArrayList<>();
            rows.forEach(row -> list.add(query.shape().type().cast(
                    query.shape().kind() == Shape.Kind.ROW ? new DriverRow(row) : row.get(query.shape().type(), 0))));
            return list;
        });
    }

    @Override
    public <T> Uni<T> first(Query<T> query) {
        return list(query).map(rows -> rows.isEmpty() ? null : rows.get(0));
    }

    private record DriverRow(io.vertx.sqlclient.Row row) implements Row {

        @Override
        public List<String> columns() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <V> V get(String column, Class<V> type) {
            return type == Instant.class ? type.cast(row.get(OffsetDateTime.class, column).toInstant())
                    : row.get(type, column);
        }

        @Override
        public <V> V get(int index, Class<V> type) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public <T> Uni<T> savepoint(Function<Transaction, Uni<T>> work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Uni<T> withConnection(Function<Queries, Uni<T>> work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Queries outsideTransaction() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Multi<T> stream(Query<T> query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Uni<T> single(Query<T> query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Long> count(Select<?> query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Boolean> exists(Select<?> query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Uni<Page<T>> page(Select<T> query, int number, int size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Uni<T> insert(T record) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Uni<List<T>> insertAll(List<T> records) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Uni<T> upsert(T record) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Uni<T> update(T record) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Uni<Boolean> delete(T record) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Uni<T> find(Class<T> type, Object id) {
        throw new UnsupportedOperationException();
    }
}
