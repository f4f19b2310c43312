package io.quarkiverse.strata.sql;

import static io.quarkiverse.strata.sql.Sql.*;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.sqlclient.SqlConnection;

/** PostgreSQL's plans for a list of values, in both shapes that the builder writes, on 200,000 rows. */
final class ListPlans implements AutoCloseable {

    static final int[] COUNTS = { 10, 1_000, 100_000 };

    private static final int ROWS = 200_000;
    private static final Pattern NODE = Pattern.compile("(?:->\\s+)?([A-Z][A-Za-z ]+?)(?: using .*| on .*|  \\(.*|$)");

    private final SqlConnection connection;

    ListPlans() {
        connection = PostgresServer.get().connect(PostgresServer.get().createDatabase());
        query("SET max_parallel_workers_per_gather = 0; SET jit = off; CREATE TABLE listed AS SELECT i::int8 AS id, i::int8 AS "
                + "plain FROM generate_series(1, " + ROWS + ") i; ALTER TABLE listed ADD PRIMARY KEY (id); ANALYZE listed");
    }

    /** How a list stands in the text. */
    enum Shape {
        ARRAY {
            @Override
            Condition condition(String column, List<Long> values) {
                return col(column).eq(any(val(values)));
            }
        },
        SUB_QUERY {
            @Override
            Condition condition(String column, List<Long> values) {
                return col(column).in(values);
            }
        },
        NOT_IN {
            @Override
            Condition condition(String column, List<Long> values) {
                return col(column).notIn(values);
            }
        };

        abstract Condition condition(String column, List<Long> values);
    }

    /**
     * The plan.
     *
     * @param column {@code id}, which has an index, or {@code plain}, which has none
     * @param mode {@code custom}: made for these values, or {@code generic}: made once for all
     * @param options of EXPLAIN
     */
    List<String> plan(Shape shape, String column, int count, String mode, String options) {
        List<Long> values = LongStream.rangeClosed(1, count).map(i -> i * ROWS / count).boxed().toList();
        List<Long> longer = LongStream.rangeClosed(0, InList.MOST_AS_ARRAY).boxed().toList();
        String text = select(count()).from("listed").where(shape.condition(column, longer)).rendered().text();
        query("PREPARE listed AS " + text + "; SET plan_cache_mode = force_" + mode + "_plan");
        try {
            return query("EXPLAIN (" + options + ") EXECUTE listed('"
                    + values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")) + "')");
        } finally {
            query("DEALLOCATE listed");
        }
    }

    /** The kinds of its nodes, from the outermost. */
    static String nodes(List<String> plan) {
        return plan.stream().filter(line -> line.contains("->")).map(String::strip).map(NODE::matcher)
                .filter(Matcher::find).map(found -> found.group(1).strip()).collect(Collectors.joining(" / "));
    }

    List<String> query(String sql) {
        List<String> lines = new ArrayList<>();
        PostgresServer.await(connection.query(sql).execute()).forEach(row -> lines.add(String.valueOf(row.getValue(0))));
        return lines;
    }

    @Override
    public void close() {
        PostgresServer.await(connection.close());
    }
}
