package io.quarkiverse.strata.insight;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.quarkiverse.strata.Plan;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** Sequential scans of a plan that read much and keep little, by columns that an index could find. */
final class ScanAdvice {

    private static final double MANY_ROWS = 10_000;
    private static final double FEW = 0.1;
    private static final int PARALLEL_SHARE = 3; // a parallel scan tells the rows of one process; two workers are the default

    private static final String QUERY = """
            SELECT c.reltuples::float8 AS tuples, format('%I.%I', n.nspname, c.relname) AS name,
                   (SELECT json_object_agg(a.attname, json_build_object('type', a.atttypid::regtype::text,
                                                                        'quoted', quote_ident(a.attname)))
                    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
                   (SELECT json_agg(ARRAY(SELECT a.attname FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, n)
                                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum ORDER BY k.n)::text[])
                    FROM pg_index i WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL) AS indexes
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2""";

    private final String dataSource;

    ScanAdvice(String dataSource) {
        this.dataSource = dataSource;
    }

    Future<List<IndexAdvice>> of(Plan plan, String statement, CatalogConnections catalog) {
        Future<List<IndexAdvice>> all = Future.succeededFuture(new ArrayList<>());
        for (Plan.Node scan : plan.nodes().filter(ScanAdvice::mayLackIndex).toList()) {
            all = all.compose(found -> catalog.ask(QUERY, Tuple.of(scan.schema(), scan.relation())).map(rows -> {
                rows.forEach(row -> add(found, advice(scan, row, statement)));
                return found;
            }));
        }
        return all;
    }

    private static boolean mayLackIndex(Plan.Node node) {
        return node.type().endsWith("Seq Scan") && node.filter() != null && node.schema() != null && node.relation() != null
                && !node.schema().equals("pg_catalog");
    }

    private static void add(List<IndexAdvice> found, IndexAdvice advice) {
        if (advice != null && !found.contains(advice)) {
            found.add(advice);
        }
    }

    private IndexAdvice advice(Plan.Node scan, Row table, String statement) {
        double tuples = table.getDouble("tuples");
        double kept = scan.rows() * (scan.type().startsWith("Parallel") ? PARALLEL_SHARE : 1);
        JsonObject columns = json(table, "columns", new JsonObject());
        FilterColumns filter = FilterColumns.of(scan.filter());
        List<String> equal = filter.equal().stream().filter(column -> isIndexable(columns, column, filter)).toList();
        List<String> key = new ArrayList<>(equal);
        filter.range().stream().filter(column -> isIndexable(columns, column, filter)).findFirst().ifPresent(key::add);
        if (tuples < MANY_ROWS || kept > tuples * FEW || key.isEmpty()
                || isThere(json(table, "indexes", new JsonArray()), equal, key)) {
            return null;
        }
        return new IndexAdvice(dataSource, IndexAdvice.Kind.FILTERED_SCAN, table.getString("name"),
                key.stream().map(column -> columns.getJsonObject(column).getString("quoted")).toList(),
                String.format(Locale.ROOT, "a slow statement reads all of about %.0f rows and keeps about %.0f", tuples, kept),
                statement);
    }

    private static boolean isIndexable(JsonObject columns, String column, FilterColumns filter) {
        JsonObject known = columns.getJsonObject(column);
        return known != null && (!filter.asText().contains(column) || known.getString("type").equals("character varying"));
    }

    /** An index that begins with a compared column was there for the planner to take. */
    private static boolean isThere(JsonArray indexes, List<String> equal, List<String> key) {
        Set<String> usable = new HashSet<>(equal.isEmpty() ? key : equal);
        return indexes.stream().map(index -> (JsonArray) index).filter(index -> !index.isEmpty()).anyMatch(index -> {
            Set<Object> first = new HashSet<>(index.getList().subList(0, Math.min(usable.size(), index.size())));
            return first.equals(usable);
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> T json(Row row, String column, T none) {
        Object value = row.getValue(column);
        return (T) Objects.requireNonNullElse(none.getClass().isInstance(value) ? value : null, none);
    }
}
