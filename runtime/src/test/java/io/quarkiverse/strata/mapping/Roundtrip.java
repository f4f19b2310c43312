package io.quarkiverse.strata.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.quarkiverse.strata.sql.Parameter;
import io.quarkiverse.strata.sql.PgType;
import io.quarkiverse.strata.sql.Shape;
import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/** Sends values through the encoder to a real server and reads them back through the decoder. */
final class Roundtrip implements AutoCloseable {

    private final SqlConnection connection;

    Roundtrip(String... setUp) {
        String database = PostgresServer.get().createDatabase();
        for (String sql : setUp) {
            PostgresServer.get().execute(database, sql);
        }
        connection = PostgresServer.get().connect(database);
        PostgresServer.await(connection.query("SET timezone = 'UTC'").execute());
    }

    static Parameter parameter(String type, Object value) {
        return new Parameter(null, value, type == null ? null : new PgType(type), true, null);
    }

    RowSet<Row> query(String sql, Parameter... parameters) {
        return PostgresServer.await(connection.preparedQuery(sql).execute(Mapping.tuple(Arrays.asList(parameters))));
    }

    /** What the server has for a value that was sent with {@code $1::type}, as text. */
    String text(String type, Object value) {
        return scalar("SELECT (" + place(type) + ")::text AS value", String.class, parameter(type, value));
    }

    /** The value after its way to the server and back. */
    <V> V echo(String type, Object value, Class<V> wanted) {
        return scalar("SELECT " + place(type) + " AS value", wanted, parameter(type, value));
    }

    <V> V read(String expression, Class<V> wanted) {
        return scalar("SELECT " + expression + " AS value", wanted);
    }

    <V> V scalar(String sql, Class<V> wanted, Parameter... parameters) {
        return rows(sql, Shape.scalar(wanted), parameters).get(0);
    }

    <V> List<V> rows(String sql, Shape<V> shape, Parameter... parameters) {
        RowSet<Row> rows = query(sql, parameters);
        RecordMapper.RowReader<V> reader = Mapping.reader(shape, rows.columnsNames());
        List<V> result = new ArrayList<>();
        rows.forEach(row -> result.add(reader.read(row)));
        return result;
    }

    /** JSON travels as text, as the writer of statements has it. */
    private static String place(String type) {
        if (type.startsWith("json")) {
            return type.endsWith("[]") ? "$1::text[]::" + type : "$1::text::" + type;
        }
        return "$1::" + type;
    }

    @Override
    public void close() {
        PostgresServer.await(connection.close());
    }
}
