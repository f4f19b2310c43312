package io.quarkiverse.strata.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/** Reads from the catalog what hides behind the names of tables. On connections beside the pool: writers wait for it. */
final class CatalogLoader {

    private static final String SESSION = """
            SELECT (SELECT system_identifier FROM pg_control_system()) || ':' ||
              (SELECT oid FROM pg_database WHERE datname = current_database()), current_user::text,
              current_schemas(true)::text[]""";

    /**
     * A partition's copy of its parent's trigger isn't counted, since a write to either is followed to both, unless the
     * parent's
     * is disabled, which the copy needn't be.
     */
    private static final String RELATIONS = """
            SELECT c.oid::int8, n.nspname || '.' || c.relname, c.relkind::text, row_security_active(c.oid),
              coalesce((SELECT bit_or(t.tgtype::int4) FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
                WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
                AND f.pronamespace <> 'pg_catalog'::regnamespace AND NOT EXISTS (
                  SELECT FROM pg_trigger p WHERE p.oid = t.tgparentid AND p.tgenabled IN ('O', 'A'))), 0),
              EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN'),
              k.columns, k.types, NULL::text,
              EXISTS (SELECT FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                WHERE r.ev_class = c.oid AND d.refclassid = 'pg_proc'::regclass)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN LATERAL (
              SELECT array_agg(a.attname::text ORDER BY a.attnum) AS columns,
                array_agg(CASE WHEN a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) THEN 'int'
                  WHEN a.atttypid = 'uuid'::regtype THEN 'uuid'
                  WHEN a.atttypid IN ('text'::regtype, 'varchar'::regtype) AND coalesce(l.collisdeterministic, true)
                  THEN 'text' END ORDER BY a.attnum) AS types
              FROM pg_index i
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
              LEFT JOIN pg_collation l ON l.oid = a.attcollation
              WHERE i.indrelid = c.oid AND i.indisprimary AND i.indisvalid) k ON true
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')""";

    /** Locks what views read; the write that waits for this may hold those locks itself (TRUNCATE, ALTER TABLE). */
    private static final String VIEWS = """
            SELECT c.oid::int8, pg_get_viewdef(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema')""";

    private static final String LIMITS = "SET lock_timeout = '100ms'; SET statement_timeout = '10s'";

    private static final String EDGES = """
            SELECT 'reference', confrelid::int8, conrelid::int8, confupdtype::text, confdeltype::text
            FROM pg_constraint WHERE contype = 'f'
            UNION ALL SELECT 'inherits', inhrelid::int8, inhparent::int8, '', '' FROM pg_inherits
            UNION ALL SELECT DISTINCT 'reads', r.ev_class::int8, d.refobjid::int8, '', ''
            FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
            WHERE r.rulename = '_RETURN' AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class""";

    private final Supplier<Future<SqlConnection>> connections;
    private final Map<String, List<String>> triggers;

    /** @param triggers what the application says that triggers change */
    CatalogLoader(Supplier<Future<SqlConnection>> connections, Map<String, List<String>> triggers) {
        this.connections = connections;
        this.triggers = triggers;
    }

    Future<ServerSession> session() {
        return connections.get().compose(connection -> connection.query(SESSION).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new ServerSession(row.getString(0), row.getString(1), List.of(row.getArrayOfStrings(2)));
        }).eventually(() -> connection.close()));
    }

    /** @param version what the catalog's token said before this was read */
    Future<Catalog> catalog(ServerSession session, String version) {
        Map<Long, Relation> relations = new HashMap<>();
        Edges edges = new Edges();
        return connections.get().compose(connection -> connection.query(LIMITS).execute()
                .compose(limited -> connection.query(RELATIONS).execute())
                .onSuccess(rows -> rows.forEach(row -> relations.put(row.getLong(0), relation(row))))
                .compose(done -> connection.query(EDGES).execute())
                .onSuccess(rows -> rows.forEach(row -> add(row, edges)))
                .compose(done -> connection.query(VIEWS).execute().map(rows -> {
                    rows.forEach(row -> relations.computeIfPresent(row.getLong(0),
                            (oid, view) -> view.defined(row.getString(1))));
                    return true;
                }).recover(CatalogLoader::locked))
                .map(complete -> new Catalog(session, version, relations, edges, complete, triggers))
                .eventually(() -> connection.close()));
    }

    /** Without the definitions of views, which are then not cached. */
    private static Future<Boolean> locked(Throwable failure) {
        return failure instanceof PgException server && "55P03".equals(server.getSqlState()) ? Future.succeededFuture(false)
                : Future.failedFuture(failure);
    }

    private static Relation relation(Row row) {
        return new Relation(row.getString(1), row.getString(2).charAt(0), row.getBoolean(3), row.getInteger(4),
                row.getBoolean(5), key(row.getArrayOfStrings(6), row.getArrayOfStrings(7)), row.getString(8),
                row.getBoolean(9));
    }

    private static List<Relation.KeyColumn> key(String[] columns, String[] types) {
        List<Relation.KeyColumn> key = new ArrayList<>();
        for (int i = 0; columns != null && i < columns.length; i++) {
            if (types[i] == null) {
                return List.of(); // equal values of such a type can look different
            }
            key.add(new Relation.KeyColumn(columns[i], types[i]));
        }
        return List.copyOf(key);
    }

    private static void add(Row row, Edges edges) {
        long from = row.getLong(1);
        long to = row.getLong(2);
        switch (row.getString(0)) {
            case "reference" -> {
                char delete = row.getString(4).charAt(0);
                boolean update = "cnd".contains(row.getString(3));
                if (update || "cnd".indexOf(delete) >= 0) {
                    edges.reference(from, new Edges.Reference(to, update,
                            delete == 'c' ? 'c' : delete == 'n' || delete == 'd' ? 'n' : ' '));
                }
            }
            case "inherits" -> edges.inherits(from, to);
            default -> edges.reads(from, to);
        }
    }
}
