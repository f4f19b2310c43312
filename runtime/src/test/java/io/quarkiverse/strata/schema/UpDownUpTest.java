package io.quarkiverse.strata.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/**
 * Random changes of random schemas: undone, they leave the catalog and the data as they were, but for the values of dropped
 * columns; made again, they lead to the same catalog.
 */
class UpDownUpTest {

    private static SqlConnection connection;

    @BeforeAll
    static void connect() {
        PostgresServer server = PostgresServer.get();
        connection = server.connect(server.createDatabase());
    }

    @AfterAll
    static void close() {
        PostgresServer.await(connection.close());
    }

    @AfterEach
    void rollBack() {
        run("ROLLBACK");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsUndoneAndMadeAgainIsTheSame(long seed) {
        RandomChanges random = new RandomChanges(seed);
        run("BEGIN");
        make(Schema.record(random.tables(3)));
        random.inserts().forEach(UpDownUpTest::run);
        List<String> catalog = catalog();
        TreeMap<String, List<JsonObject>> data = data();
        Consumer<Schema> changes = random.changes(12);
        make(Schema.record(changes));
        List<String> changed = catalog();
        assertThat(changed).isNotEqualTo(catalog);
        Schema down = Schema.record(schema -> schema.reverse(changes));
        make(down);
        assertThat(catalog()).as("the catalog after up and down").isEqualTo(catalog);
        assertThat(without(lost(down), data())).as("the data after up and down").isEqualTo(without(lost(down), data));
        make(Schema.record(changes));
        assertThat(catalog()).as("the catalog after up, down and up").isEqualTo(changed);
    }

    /** The columns whose values the reverses said they don't bring back. */
    private static Set<String> lost(Schema down) {
        Set<String> columns = new TreeSet<>();
        for (String loss : down.losses()) {
            if (loss.startsWith("the values of ")) {
                columns.add(loss.substring(loss.lastIndexOf('.') + 1));
            }
        }
        return columns;
    }

    private static TreeMap<String, List<JsonObject>> without(Set<String> columns, TreeMap<String, List<JsonObject>> data) {
        TreeMap<String, List<JsonObject>> rest = new TreeMap<>();
        data.forEach((table, rows) -> rest.put(table, rows.stream().map(row -> {
            JsonObject copy = row.copy();
            columns.forEach(copy::remove);
            return copy;
        }).toList()));
        return rest;
    }

    private static TreeMap<String, List<JsonObject>> data() {
        TreeMap<String, List<JsonObject>> data = new TreeMap<>();
        for (Row table : run("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")) {
            List<JsonObject> rows = new ArrayList<>();
            for (Row row : run("SELECT to_jsonb(t) FROM " + table.getString(0) + " t ORDER BY id")) {
                rows.add(row.getJsonObject(0));
            }
            data.put(table.getString(0), rows);
        }
        return data;
    }

    private static List<String> catalog() {
        return Catalog.withoutPlaces(Catalog.everything(connection));
    }

    private static void make(Schema schema) {
        schema.changes().forEach(change -> change.sql().forEach(UpDownUpTest::run));
    }

    private static RowSet<Row> run(String sql) {
        return PostgresServer.await(connection.query(sql).execute());
    }
}
