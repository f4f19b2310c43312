package io.quarkiverse.strata.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;

/**
 * Each clause of PostgreSQL's DDL, written by hand ({@code grammar/ddl.tsv}) and by the builder, leaves the same catalog; and
 * where the builder says that it can be undone without loss, undoing brings the catalog back.
 */
class DdlConformanceTest {

    /** Clauses that the builder doesn't write, and why: {@code schema.sql(…)} takes them. */
    private static final Map<String, String> RAW = Map.of(
            "foreign table", "raw SQL: the options are those of the foreign-data wrapper",
            "FOREIGN SERVER / USER MAPPING / IMPORT FOREIGN SCHEMA",
            "raw SQL: the options are those of the foreign-data wrapper, and they hold addresses and passwords",
            "TEXT SEARCH CONFIGURATION", "raw SQL: set up once, by whoever installs the dictionaries",
            "MERGE PARTITIONS (watch)", "not in PostgreSQL 18",
            "PROPERTY GRAPH (PG 19)", "not in PostgreSQL 18");

    /** Clauses of which the builder writes a part, and what is raw SQL of them. */
    private static final Map<String, String> PARTLY_RAW = Map.of("RULE / CAST / OPERATOR / AGGREGATE / COLLATION",
            "rules, casts and operators: triggers, views and functions do what services need of them");

    /** Clauses that leave the catalog as it was: they undo themselves, or touch files and counters alone. */
    private static final Set<String> NO_TRACE = Set.of("DETACH PARTITION CONCURRENTLY",
            "SET ACCESS METHOD", "DROP INDEX CONCURRENTLY", "REINDEX CONCURRENTLY",
            "MATERIALIZED VIEW + REFRESH CONCURRENTLY");

    /** Clauses that can't be undone, or only with a loss. */
    private static final Set<String> NOT_LOSSLESS = Set.of("IF NOT EXISTS, UNLOGGED, TEMP ON COMMIT",
            "ADD COLUMN IF NOT EXISTS with constant default (no rewrite)", "DROP COLUMN IF EXISTS CASCADE", "DROP EXPRESSION",
            "ADD GENERATED IDENTITY / SET GENERATED / RESTART / DROP IDENTITY", "ADD CONSTRAINT .. USING INDEX",
            "DETACH PARTITION CONCURRENTLY", "CONCURRENTLY IF NOT EXISTS", "DROP INDEX CONCURRENTLY",
            "ON ONLY partitioned + ATTACH PARTITION", "SCHEMA AUTHORIZATION", "ENUM add value BEFORE/AFTER, rename value",
            "SEQUENCE (AS, OWNED BY, CACHE, CYCLE, RESTART)",
            "VIEW: OR REPLACE, RECURSIVE, WITH CHECK OPTION, security_barrier",
            "FUNCTION: SQL-standard body, SET, COST, PARALLEL, SECURITY DEFINER",
            "TRIGGER: BEFORE/AFTER/INSTEAD, UPDATE OF, WHEN, REFERENCING, CONSTRAINT, OR REPLACE",
            "GRANT / REVOKE / DEFAULT PRIVILEGES / ROLE", "COMMENT ON / SECURITY LABEL",
            "composite / range / domain types", "UNLOGGED SEQUENCE", "GRANT MAINTAIN");

    private static final PostgresServer SERVER = PostgresServer.get();
    private static String template;
    private static SqlConnection connection;
    private static List<String> before;

    /** A row of the table of clauses. */
    record Row(String group, String clause, String since, boolean transactional, String sql) {

        static List<Row> all() {
            return Resources.text("/grammar/ddl.tsv").lines().skip(1).map(line -> line.split("\t"))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3].equals("yes"), cells[4])).toList();
        }

        int major() {
            return Integer.parseInt(since.replace("+", ""));
        }

        @Override
        public String toString() {
            return group + " " + clause;
        }
    }

    static Map<String, Consumer<Schema>> mapped() {
        Map<String, Consumer<Schema>> mapped = new HashMap<>(TableClauses.all());
        mapped.putAll(AlterClauses.all());
        mapped.putAll(IndexClauses.all());
        mapped.putAll(ObjectClauses.all());
        return mapped;
    }

    static Stream<Row> inTransactions() {
        return Row.all().stream().filter(row -> row.transactional() && mapped().containsKey(row.clause()));
    }

    static Stream<Row> outsideTransactions() {
        return Row.all().stream().filter(row -> !row.transactional() && mapped().containsKey(row.clause()));
    }

    @BeforeAll
    static void setUp() {
        template = SERVER.createDatabase();
        SERVER.execute(template, Resources.text("/grammar/setup.sql"));
        SERVER.execute("postgres", "ALTER DATABASE " + template + " SET search_path = g, public");
        connection = SERVER.connect(template);
        before = Catalog.everything(connection);
    }

    @AfterEach
    void rollBack() {
        run("ROLLBACK");
    }

    @AfterAll
    static void close() {
        if (connection != null) {
            PostgresServer.await(connection.close());
        }
    }

    @Test
    void everyRowIsMappedOrSaysWhyNot() {
        List<String> clauses = Row.all().stream().map(Row::clause).toList();
        assertThat(clauses).as("clauses have different names").doesNotHaveDuplicates();
        assertThat(clauses).containsExactlyInAnyOrderElementsOf(
                Stream.concat(mapped().keySet().stream(), RAW.keySet().stream()).toList());
        assertThat(mapped().entrySet().stream().filter(
                entry -> Schema.record(entry.getValue()).changes().stream().anyMatch(RawSql.class::isInstance)))
                .as("clauses that use raw SQL").extracting(Map.Entry::getKey)
                .containsExactlyElementsOf(PARTLY_RAW.keySet());
        assertThat(clauses).containsAll(NO_TRACE).containsAll(NOT_LOSSLESS);
    }

    @Test
    void theBuilderKnowsWhichServersHaveAClause() {
        for (Row row : Row.all()) {
            if (mapped().containsKey(row.clause())) {
                int major = Schema.record(mapped().get(row.clause())).changes().stream()
                        .flatMap(change -> change.requirements().stream()).mapToInt(Requirement::major).max().orElse(14);
                assertThat(major).as(row.clause()).isEqualTo(row.major());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("inTransactions")
    void theBuilderDoesWhatTheRowDoes(Row row) {
        run("BEGIN");
        if (row.major() > connection.databaseMetadata().majorVersion()) {
            assertThatThrownBy(() -> run(row.sql())).isInstanceOf(PgException.class);
            return;
        }
        run(row.sql());
        List<String> expected = Catalog.everything(connection);
        run("ROLLBACK");
        Schema up = Schema.record(mapped().get(row.clause()));
        run("BEGIN");
        run(up);
        assertThat(Catalog.everything(connection)).isEqualTo(expected);
        assertThat(expected.equals(before)).as("it leaves no trace").isEqualTo(NO_TRACE.contains(row.clause()));
        boolean lossless = lossless(up);
        assertThat(lossless).as("it can be undone without loss").isEqualTo(!NOT_LOSSLESS.contains(row.clause()));
        if (lossless) {
            run(Schema.record(schema -> schema.reverse(mapped().get(row.clause()))));
            assertThat(Catalog.everything(connection)).as("after up and down").isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("outsideTransactions")
    void theBuilderDoesWhatTheRowDoesOutsideTransactions(Row row) {
        SqlConnection byHand = copy();
        run(byHand, row.sql());
        List<String> expected = Catalog.everything(byHand);
        PostgresServer.await(byHand.close());
        Schema up = Schema.record(mapped().get(row.clause()));
        assertThat(up.changes()).anyMatch(change -> !change.transactional());
        SqlConnection byBuilder = copy();
        up.changes().forEach(change -> change.sql().forEach(sql -> run(byBuilder, sql)));
        assertThat(Catalog.everything(byBuilder)).isEqualTo(expected);
        PostgresServer.await(byBuilder.close());
        assertThat(expected.equals(before)).as("it leaves no trace").isEqualTo(NO_TRACE.contains(row.clause()));
        assertThat(lossless(up)).as("it can be undone without loss").isEqualTo(!NOT_LOSSLESS.contains(row.clause()));
    }

    private static boolean lossless(Schema schema) {
        return schema.changes().stream().allMatch(change -> change.reverse() instanceof Reverse.Lossless);
    }

    /** A connection to a copy of the schema; nobody may be connected to what is copied. */
    private static SqlConnection copy() {
        PostgresServer.await(connection.close());
        String name = template + "_copy" + System.nanoTime();
        SERVER.execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + template);
        SERVER.execute("postgres", "ALTER DATABASE " + name + " SET search_path = g, public");
        connection = SERVER.connect(template);
        return SERVER.connect(name);
    }

    private static void run(Schema schema) {
        schema.changes().forEach(change -> change.sql().forEach(DdlConformanceTest::run));
    }

    private static void run(String sql) {
        run(connection, sql);
    }

    private static void run(SqlConnection on, String sql) {
        for (String statement : on == connection ? List.of(sql) : List.of(sql.split(";\\s*"))) {
            PostgresServer.await(on.query(statement).execute());
        }
    }
}
