package io.quarkiverse.strata.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.strata.mapping.Mapping;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.desc.ColumnDescriptor;

/** A server with the checklist's schema; runs a row's SQL and the builder's statement and tells what each did. */
final class GrammarServer implements AutoCloseable {

    private static final String EXPLAIN = "EXPLAIN (VERBOSE, COSTS OFF) ";
    private static final String TABLES = """
            SELECT line FROM (
                SELECT tableoid::regclass || ' ' || t::text FROM t UNION ALL SELECT 'u ' || u::text FROM u
                UNION ALL SELECT 'tree ' || tree::text FROM tree UNION ALL SELECT 'sequence ' || last_value || is_called FROM t_id_seq
                UNION ALL SELECT DISTINCT coalesce(relation::regclass::text, 'advisory ' || objid) || ' ' || mode FROM pg_locks
                    WHERE pid = pg_backend_pid() AND (locktype = 'advisory' OR relation::regclass::text IN ('t', 'u'))
            ) AS state (line) ORDER BY line""";

    /** What a statement gave and did, and how it is planned. */
    record Result(List<String> rows, List<String> state, List<String> rowLocks, List<String> plan) {
    }

    private final PostgresServer server;
    private final String database;
    private final SqlConnection connection;
    private final SqlConnection observer;

    GrammarServer(PostgresServer server) {
        this.server = server;
        database = server.createDatabase();
        String text = Clause.text("setup.sql") + Clause.text("data.sql") + "CREATE EXTENSION pgrowlocks;";
        server.execute(database, text);
        server.execute("postgres", "ALTER DATABASE " + database + " SET search_path = g, public");
        connection = server.connect(database);
        observer = server.connect(database);
        query("BEGIN");
    }

    int major() {
        return connection.databaseMetadata().majorVersion();
    }

    String database() {
        return database;
    }

    PostgresServer server() {
        return server;
    }

    /** Runs a row's own SQL. */
    Result run(Clause clause, Written written) {
        return run(clause, written, () -> connection.query(clause.statement()).execute(),
                () -> connection.query(EXPLAIN + clause.statement()).execute());
    }

    /** Runs what the builder makes of it. */
    Result runWritten(Clause clause, Written written) {
        Rendered rendered = written.statement().rendered();
        return run(clause, written, () -> send(rendered.text(), written.statement()),
                () -> send(EXPLAIN + rendered.text(), written.statement()));
    }

    /** As {@link #runWritten} by a plan that is made before the values are known, as it is from the sixth execution on. */
    Result runGeneric(Clause clause, Written written) {
        query("SET plan_cache_mode = force_generic_plan");
        try {
            return runWritten(clause, written);
        } finally {
            query("RESET plan_cache_mode");
        }
    }

    /** What a row's own SQL gives while somebody holds locks: rows, or the failure. */
    String whileLocked(String lock, Clause clause) {
        return whileLocked(lock, () -> connection.query(clause.statement()).execute());
    }

    /** What the builder's statement gives meanwhile. */
    String whileLocked(String lock, Statement statement) {
        return whileLocked(lock, () -> send(statement.rendered().text(), statement));
    }

    private String whileLocked(String lock, Supplier<Future<RowSet<Row>>> statement) {
        PostgresServer.await(observer.query("BEGIN; " + lock).execute());
        query("SAVEPOINT locked; SET LOCAL lock_timeout = '500ms'");
        try {
            return texts(PostgresServer.await(statement.get()), Written.of(null)).toString();
        } catch (PgException refused) {
            return refused.getErrorMessage();
        } finally {
            query("ROLLBACK TO locked");
            PostgresServer.await(observer.query("ROLLBACK").execute());
        }
    }

    private Future<RowSet<Row>> send(String text, Statement statement) {
        return connection.preparedQuery(text).execute(Mapping.tuple(statement.rendered().parameters()));
    }

    private Result run(Clause clause, Written written, Supplier<Future<RowSet<Row>>> statement,
            Supplier<Future<RowSet<Row>>> explain) {
        query("SAVEPOINT clause");
        try {
            query("SELECT setval('t_id_seq', 100)");
            if (!clause.preparation().isEmpty()) {
                query(clause.preparation());
            }
            List<String> plan = written.hasPlan() ? texts(PostgresServer.await(explain.get()), written) : List.of();
            List<String> rows = texts(PostgresServer.await(statement.get()), written);
            rows.addAll(written.after() == null ? List.of() : texts(query(written.after()), written));
            return new Result(rows, texts(query(TABLES), written), rowLocks(clause, written), plan);
        } finally {
            query("ROLLBACK TO clause");
        }
    }

    /** Others alone see them; a table that is locked as a whole keeps them away. */
    private List<String> rowLocks(Clause clause, Written written) {
        return !clause.group().equals("SELECT") ? List.of() : texts(PostgresServer.await(observer.query("""
                SELECT 't', locked_row::text, modes::text FROM pgrowlocks('g.t')
                UNION ALL SELECT 'u', locked_row::text, modes::text FROM pgrowlocks('g.u')""").execute()), written);
    }

    private RowSet<Row> query(String sql) {
        return PostgresServer.await(connection.query(sql).execute());
    }

    private static List<String> texts(RowSet<Row> rows, Written written) {
        List<String> texts = new ArrayList<>();
        List<ColumnDescriptor> columns = rows.columnDescriptors();
        texts.add(rows.rowCount() + " rows of "
                + (columns == null ? "" : columns.stream().map(GrammarServer::described).toList()));
        for (Row row : rows) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                Object value = row.getValue(i);
                values.add(value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value));
            }
            texts.add(written.normalised().apply(String.join(" | ", values)));
        }
        return texts;
    }

    /** PostgreSQL names a column after its cast, which a parameter has and a literal hasn't. */
    private static String described(ColumnDescriptor column) {
        boolean cast = column.name().equalsIgnoreCase(column.typeName());
        return (cast ? "?column?" : column.name()) + " " + column.typeName();
    }

    @Override
    public void close() {
        PostgresServer.await(connection.close());
        PostgresServer.await(observer.close());
    }
}
