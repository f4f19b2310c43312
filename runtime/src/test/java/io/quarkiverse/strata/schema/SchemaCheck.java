package io.quarkiverse.strata.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.sqlclient.Row;

/** Compares the SQL of changes, runs it on the real server, undoes it and compares the catalogs. */
final class SchemaCheck {

    private static final String CATALOG = """
            SELECT line FROM (
                SELECT 'relation ' || c.oid::regclass || ' ' || c.relkind::text || ' ' || coalesce(pg_get_partkeydef(c.oid), '')
                       || ' ' || coalesce(pg_get_expr(c.relpartbound, c.oid), '')
                       || ' ' || coalesce(obj_description(c.oid, 'pg_class'), '') AS line
                FROM pg_class c WHERE c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                       AND c.relkind <> 't' AND c.relnamespace::regnamespace::text NOT LIKE 'pg_toast%'
                       AND c.relname NOT LIKE 'pg_toast%'
                UNION ALL
                SELECT 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                       || ' ' || a.attnotnull || ' ' || a.attidentity::text || a.attgenerated::text
                       || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
                       || ' ' || coalesce(col_description(a.attrelid, a.attnum), '')
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE a.attnum > 0 AND NOT a.attisdropped
                      AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                UNION ALL
                SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid <> 0
                UNION ALL
                SELECT 'domain check ' || conname || ' ' || pg_get_constraintdef(oid)
                FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contypid <> 0
                UNION ALL
                SELECT 'index ' || pg_get_indexdef(indexrelid) || ' ' || indisvalid FROM pg_index
                JOIN pg_class c ON c.oid = indexrelid AND c.relnamespace = 'public'::regnamespace
                UNION ALL
                SELECT 'type ' || t.oid::regtype || ' ' || t.typtype::text || ' ' || coalesce(format_type(t.typbasetype, t.typtypmod), '')
                       || ' ' || coalesce((SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum
                                           WHERE enumtypid = t.oid), '')
                FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace
                UNION ALL
                SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
                UNION ALL
                SELECT 'extension ' || extname FROM pg_extension) lines ORDER BY line COLLATE "C"
            """;

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
        List<String> lines = new ArrayList<>();
        for (Row row : server.execute(database, CATALOG)) {
            lines.add(row.getString(0));
        }
        return lines;
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
