package io.quarkiverse.strata.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.strata.mapping.Mapping;
import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/** Tests whose statements go to a real server: each test works in a transaction that is rolled back by the next. */
abstract class Server {

    private static SqlConnection connection;
    private static boolean open;

    @BeforeAll
    static void connect() {
        Schema.register();
        String database = PostgresServer.get().createDatabase();
        PostgresServer.get().execute(database, Schema.DDL);
        connection = PostgresServer.get().connect(database);
        open = false;
    }

    @AfterAll
    static void disconnect() {
        PostgresServer.await(connection.close());
    }

    @BeforeEach
    void begin() {
        if (open) {
            PostgresServer.await(connection.query("ROLLBACK").execute());
        }
        PostgresServer.await(connection.query("BEGIN").execute());
        open = true;
    }

    /** Asserts the text and the values, and that the server can plan it. */
    static void assertSql(Statement statement, String text, Object... values) {
        assertThat(statement.rendered().text()).isEqualTo(text);
        assertThat(values(statement)).containsExactly(values);
        prepare(statement);
    }

    static List<Object> values(Statement statement) {
        return statement.rendered().parameters().stream().map(parameter -> parameter.isOpen() ? ":" + parameter.name()
                : parameter.value()).collect(Collectors.toCollection(ArrayList::new));
    }

    static void prepare(Statement statement) {
        PostgresServer.await(connection.prepare(statement.rendered().text()).compose(prepared -> prepared.close()));
    }

    /** Runs a statement; each row as its values joined by blanks. */
    static List<String> run(Statement statement) {
        return rows(PostgresServer.await(connection.preparedQuery(statement.rendered().text())
                .execute(Mapping.tuple(statement.rendered().parameters()))));
    }

    /** Runs SQL text as it is. */
    static List<String> query(String text) {
        return rows(PostgresServer.await(connection.query(text).execute()));
    }

    private static List<String> rows(Iterable<Row> result) {
        return StreamSupport.stream(result.spliterator(), false).map(Server::row).toList();
    }

    private static String row(Row row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.getValue(i);
            values.add(value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value));
        }
        return String.join(" ", values);
    }
}
