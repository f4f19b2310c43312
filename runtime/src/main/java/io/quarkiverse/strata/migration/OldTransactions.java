package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.literal;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.migration.LoneStatement.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;

/**
 * Waits for long transactions before a statement that would wait for them itself: it would do so in the middle of its work,
 * holding a lock, and leave an INVALID index when it is cancelled.
 */
record OldTransactions(MigrationSession session) {

    private static final Logger LOG = Logger.getLogger(OldTransactions.class);
    private static final Duration PAUSE = Duration.ofMillis(300);

    /**
     * Only for those that are open already, and have been for longer than the lock time-out: short ones end by themselves.
     *
     * @return fails with STRATA-3223, naming them, when they last too long
     */
    Future<Void> wait(MigrationDefinition migration, LoneStatement lone) {
        if (condition(lone) == null) {
            return Future.succeededFuture();
        }
        long deadline = System.nanoTime() + session.options().waitForTransactions().toNanos();
        return session.send("SELECT (clock_timestamp() - interval '" + session.options().lockTimeout().toMillis()
                + " milliseconds')::text").compose(
                        rows -> look(migration, lone, rows.iterator().next().getString(0), deadline,
                                false));
    }

    private Future<Void> look(MigrationDefinition migration, LoneStatement lone, String since, long deadline, boolean told) {
        return session.send(query(lone, since)).compose(rows -> {
            List<String> old = Wire.list(rows).stream().map(OldTransactions::words).toList();
            if (old.isEmpty()) {
                return Future.succeededFuture();
            }
            if (System.nanoTime() > deadline) {
                return Future.failedFuture(session.failures().waitedFor(migration, lone.statement(), old, session.options()));
            }
            if (!told) {
                LOG.infof("Migration %s %s waits for older transactions before %s: %s", migration.id(),
                        migration.description(), lone.statement().text(), String.join("; ", old));
            }
            return Wire.later(PAUSE, () -> look(migration, lone, since, deadline, true));
        });
    }

    /** Prepared transactions have no process. */
    private static String query(LoneStatement lone, String since) {
        String moment = literal(since) + "::timestamptz";
        String prepared = lone.kind() != Kind.CREATE_INDEX && lone.kind() != Kind.REINDEX ? ""
                : " UNION ALL SELECT NULL, owner::text, gid, NULL, prepared FROM pg_catalog.pg_prepared_xacts"
                        + " WHERE database = current_database() AND prepared < " + moment;
        return "SELECT pid, usename::text AS role, application_name AS name, state, xact_start AS since"
                + " FROM pg_catalog.pg_stat_activity a WHERE datname = current_database() AND pid <> pg_backend_pid()"
                + " AND backend_type = 'client backend' AND xact_start < " + moment + " AND (" + condition(lone) + ")"
                + prepared
                + " ORDER BY since";
    }

    /** What makes the statement wait for a transaction; null where nothing does. */
    private static String condition(LoneStatement lone) {
        String snapshot = "a.backend_xid IS NOT NULL OR a.backend_xmin IS NOT NULL";
        return switch (lone.kind()) {
            case CREATE_INDEX -> snapshot + " OR " + locks("to_regclass(" + literal(lone.table()) + ")",
                    "'AccessShareLock', 'RowShareLock'");
            case REINDEX -> lone.statement().concurrent() ? snapshot : null;
            case DROP_INDEX -> locks("(SELECT indrelid FROM pg_catalog.pg_index WHERE indexrelid = to_regclass("
                    + literal(lone.name()) + "))", "''");
            case DETACH -> locks("to_regclass(" + literal(lone.table()) + ")", "''");
            case VALIDATE -> locks("to_regclass(" + literal(lone.table()) + ")",
                    "'AccessShareLock', 'RowShareLock', 'RowExclusiveLock'");
            default -> null;
        };
    }

    private static String locks(String relation, String harmless) {
        return "EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE l.pid = a.pid AND l.granted AND l.locktype = 'relation'"
                + " AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
                + " AND l.relation = " + relation + " AND l.mode NOT IN (" + harmless + "))";
    }

    private static String words(Row row) {
        return (row.getInteger("pid") == null ? "prepared transaction '" + row.getString("name") + "'"
                : "backend " + row.getInteger("pid")) + " of role " + row.getString("role")
                + (row.getInteger("pid") == null ? ""
                        : ", application '" + row.getString("name") + "', " + row.getString("state"))
                + ", since " + row.getOffsetDateTime("since");
    }

    /** Those of a migration that runs in a transaction: all waiting is done before that begins. */
    Future<Void> wait(MigrationDefinition migration, List<SqlStatement> statements) {
        List<LoneStatement> waiting = statements.stream().filter(SqlStatement::waitsForOthers).map(LoneStatement::of)
                .collect(Collectors.toList());
        return waiting.isEmpty() ? Future.succeededFuture()
                : session.send("RESET SESSION AUTHORIZATION; RESET ALL; " + session.settings(false, Duration.ZERO))
                        .compose(ready -> Wire.inTurn(waiting, lone -> wait(migration, lone))).mapEmpty();
    }
}
