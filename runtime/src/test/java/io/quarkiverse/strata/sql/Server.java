package io.quarkiverse.strata.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;

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
        List<Object> values = new ArrayList<>();
        statement.rendered().parameters().forEach(parameter -> values.add(encode(parameter)));
        return rows(PostgresServer.await(connection.preparedQuery(statement.rendered().text())
                .execute(Tuple.wrap(values))));
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

    /** The least of an encoder: what the driver needs for the values of these tests. */
    private static Object encode(Parameter parameter) {
        assertThat(parameter.isOpen()).as("open parameter").isFalse();
        Object value = parameter.value();
        PgType type = parameter.type();
        if (value instanceof Collection<?> elements) {
            boolean custom = type != null && type.isArray() && type.element().name().equals("rating");
            if (custom) {
                return elements.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
            }
            return array(elements.stream().map(each -> scalar(each, type == null ? null : type.element())).toList(), type);
        }
        return scalar(value, type);
    }

    private static Object array(List<Object> elements, PgType type) {
        Class<?> component = type == null ? String.class : switch (type.element().name()) {
            case "int8" -> Long.class;
            case "int4" -> Integer.class;
            case "numeric" -> Numeric.class;
            case "timestamptz" -> java.time.OffsetDateTime.class;
            default -> String.class;
        };
        Object array = Array.newInstance(component, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    private static Object scalar(Object value, PgType type) {
        if (type != null && type.isJson() && value != null) {
            return value instanceof Map<?, ?> map ? new JsonObject(cast(map)).encode() : io.vertx.core.json.Json.encode(value);
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof BigDecimal decimal) {
            return Numeric.create(decimal);
        } else if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
