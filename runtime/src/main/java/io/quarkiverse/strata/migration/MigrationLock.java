package io.quarkiverse.strata.migration;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.MigrationException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/**
 * The lock that lets one instance migrate: a session's advisory lock on a connection of its own, tried again and again outside
 * any transaction (a waiting or open transaction would block {@code CREATE INDEX CONCURRENTLY}).
 */
final class MigrationLock {

    private static final Logger LOG = Logger.getLogger(MigrationLock.class);
    private static final String SELF = "SELECT pg_backend_pid() AS pid, oid::bigint AS database"
            + " FROM pg_catalog.pg_database WHERE datname = current_database()";

    private final SqlConnection connection;
    private final int pid;
    private final long database;
    private final long key;
    private volatile boolean released;
    private volatile boolean lost;
    private volatile Runnable onLost = () -> {
    };

    private MigrationLock(SqlConnection connection, Row self, long key) {
        this.connection = connection;
        this.pid = self.getInteger("pid");
        this.database = self.getLong("database");
        this.key = key;
        connection.exceptionHandler(failure -> LOG.debug("The connection of the migration lock failed", failure));
        connection.closeHandler(closed -> {
            if (!released) {
                lost = true;
                onLost.run();
            }
        });
    }

    /**
     * Waits for the lock.
     *
     * @return fails with STRATA-3206 when others hold it for too long
     */
    static Future<MigrationLock> acquire(Supplier<Future<SqlConnection>> connect, long key, MigratorOptions options) {
        long deadline = System.nanoTime() + options.waiting().toNanos();
        return connect.get().compose(connection -> Wire.send(connection, SELF)
                .map(rows -> new MigrationLock(connection, rows.iterator().next(), key))
                .compose(lock -> lock.attempt(options, deadline, false).map(lock))
                .onFailure(failure -> connection.close()));
    }

    private Future<Void> attempt(MigratorOptions options, long deadline, boolean told) {
        return Wire.send(connection, "SELECT pg_try_advisory_lock(" + key + ")").compose(rows -> {
            if (rows.iterator().next().getBoolean(0)) {
                return Future.succeededFuture();
            }
            boolean late = System.nanoTime() > deadline;
            if (told && !late) {
                return again(options, deadline);
            }
            return holder().compose(holder -> {
                if (late) {
                    return Future.failedFuture(new MigrationException("another instance has been migrating datasource "
                            + options.dataSource() + " for more than " + options.waiting().toSeconds() + " s: " + holder
                            + ". Wait for it, or end it, and start again; quarkus.strata.migration.wait is how long to wait",
                            null, Failures.details("STRATA-3206", options.dataSource(), null, null), null));
                }
                LOG.infof("Waiting for another instance that migrates datasource %s: %s", options.dataSource(), holder);
                return again(options, deadline);
            });
        });
    }

    private Future<Void> again(MigratorOptions options, long deadline) {
        Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextLong(100, 400));
        return Wire.later(delay, () -> attempt(options, deadline, true));
    }

    private Future<String> holder() {
        return Wire.send(connection, "SELECT a.pid, a.usename, a.application_name, host(a.client_addr) AS client,"
                + " a.backend_start FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
                + " WHERE l.granted AND " + condition()).map(rows -> {
                    for (Row row : rows) {
                        return "backend " + row.getInteger("pid") + " of role " + row.getString("usename") + ", application '"
                                + row.getString("application_name") + "' on "
                                + (row.getString("client") == null ? "this host" : row.getString("client"))
                                + ", connected since "
                                + row.getOffsetDateTime("backend_start");
                    }
                    return "a backend that has just gone";
                });
    }

    private String condition() {
        var halves = Wire.halves(key);
        return "l.locktype = 'advisory' AND l.objsubid = 1 AND l.classid = " + halves.getKey() + " AND l.objid = "
                + halves.getValue() + " AND l.database = " + database;
    }

    /** A statement for another connection that fails with 22012 unless this lock is held. */
    String proof() {
        return "SELECT 1 / count(*) FROM pg_catalog.pg_locks l WHERE l.granted AND l.pid = " + pid + " AND " + condition();
    }

    /** Runs when the lock's connection ends without having been released. */
    void onLost(Runnable action) {
        onLost = action;
        if (lost) {
            action.run();
        }
    }

    /** Asks something on the lock's own connection. */
    Future<RowSet<Row>> look(String sql) {
        return released ? Future.failedFuture("released") : Wire.send(connection, sql);
    }

    boolean lost() {
        return lost;
    }

    Future<Void> release() {
        released = true;
        return lost ? Future.succeededFuture()
                : Wire.send(connection, "SELECT pg_advisory_unlock(" + key + ")").<Void> mapEmpty().otherwiseEmpty()
                        .eventually(() -> connection.close().otherwiseEmpty());
    }
}
