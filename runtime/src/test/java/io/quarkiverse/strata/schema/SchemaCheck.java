package io.quarkiverse.strata.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/** Compares the SQL of changes, runs it on the real server, undoes it and compares the catalogs. */
final class SchemaCheck {

    private final PostgresServer server = PostgresServer.get();
    private final String database = server.createDatabase();

    private SchemaCheck(Consumer<Schema> setup) {
        run(Schema.record(setup).changes());
    }

    static SchemaCheck onEmpty() {
        return new SchemaCheck(schema -> {
        });
    }

    static SchemaCheck with(Consumer<Schema> setup) {
        return new SchemaCheck(setup);
    }

    /** The change is exactly this SQL, runs, and its derived reverse brings the catalog back. */
    SchemaCheck reversible(Consumer<Schema> change, String... sql) {
        List<String> before = catalog();
        runs(change, sql);
        assertThat(catalog()).as("catalog after up").isNotEqualTo(before);
        Schema down = Schema.record(schema -> schema.reverse(change));
        run(down.changes());
        assertThat(catalog()).as("catalog after up and down").isEqualTo(before);
        return this;
    }

    /** The change is exactly this SQL and runs. */
    SchemaCheck runs(Consumer<Schema> change, String... sql) {
        List<SchemaChange> changes = Schema.record(change).changes();
        assertThat(changes.stream().flatMap(c -> c.sql().stream())).containsExactly(sql);
        run(changes);
        return this;
    }

    List<String> catalog() {
        SqlConnection connection = server.connect(database);
        try {
            return Catalog.withoutPlaces(Catalog.everything(connection));
        } finally {
            PostgresServer.await(connection.close());
        }
    }

    List<String> rows(String sql) {
        List<String> lines = new ArrayList<>();
        for (Row row : server.execute(database, sql)) {
            lines.add(row.getString(0));
        }
        return lines;
    }

    private void run(List<SchemaChange> changes) {
        changes.forEach(change -> change.sql().forEach(sql -> server.execute(database, sql)));
    }
}
