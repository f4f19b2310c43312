package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.pool.Lease;
import io.quarkiverse.strata.pool.PhysicalConnection;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * The marks that transactions with a durable outcome leave: one row each, inserted in the message of the COMMIT, deleted with
 * others when the outcome is known. What an instance that ended has left is deleted by age.
 */
final class OutcomeMarkers {

    private static final Logger LOG = Logger.getLogger(OutcomeMarkers.class);
    private static final String TABLE = "strata_outcomes";
    private static final int MOST_OVER = 100;
    private static final int MOST_KEPT = 10 * MOST_OVER;
    private static final Duration LONGEST_KEPT = Duration.ofSeconds(5);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final Duration PREPARE_LIMIT = Duration.ofSeconds(10);
    private static final String DEFINITION = "CREATE TABLE IF NOT EXISTS " + TABLE + " (id uuid PRIMARY KEY, "
            + "absent boolean NOT NULL DEFAULT false, at timestamptz NOT NULL DEFAULT clock_timestamp())";
    /**
     * Statements of one message are one transaction. Two CREATE TABLE IF NOT EXISTS at the same time fail in PostgreSQL. The
     * number is this table's own.
     */
    private static final String CREATE = "SELECT pg_catalog.pg_advisory_xact_lock(7320581964407012); " + DEFINITION;
    /** What could lose a mark while its transaction stays, or hide it, makes the table another. */
    private static final String FIND = "SELECT pg_catalog.quote_ident(n.nspname) || '." + TABLE + "', c.oid::int8, "
            + "c.relkind = 'r' AND c.relpersistence = 'p' AND NOT c.relrowsecurity AND NOT c.relhastriggers "
            + "AND NOT c.relhasrules AND EXISTS (SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a "
            + "ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid "
            + "AND i.indimmediate AND i.indpred IS NULL AND i.indnkeyatts = 1 AND a.attname = 'id') "
            + "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
            + "WHERE c.oid = pg_catalog.to_regclass('" + TABLE + "')";
    private static final String LEFT_BEHIND = " at < clock_timestamp() - interval '1 day'";

    private final PrimaryPool pool;
    private final List<UUID> over = new ArrayList<>();
    private Future<Void> ready;
    private volatile boolean prepared;
    private volatile Marks marks;
    private boolean deletePlanned;
    private boolean failing;
    private long sweptAt = System.nanoTime();

    /**
     * The table that is used.
     *
     * @param table its name with its schema, as SQL
     * @param oid tells it from another one of that name
     * @param isFit whether a mark is there exactly when its transaction is
     */
    record Marks(String table, long oid, boolean isFit) {
    }

    OutcomeMarkers(PrimaryPool pool) {
        this.pool = pool;
    }

    /** Runs a transaction once there is the table, on the caller's Vert.x context. */
    <T> Uni<T> whenReady(Uni<T> transaction) {
        return Uni.createFrom().deferred(() -> {
            if (prepared) {
                return transaction;
            }
            Context caller = Vertx.currentContext();
            Uni<Void> there = Uni.createFrom().completionStage(() -> prepare().toCompletionStage());
            if (caller != null) {
                boolean worker = Context.isOnWorkerThread();
                there = there.emitOn(task -> resume(caller, worker, task));
            }
            return there.chain(() -> transaction);
        });
    }

    /** As the caller was called: one on a worker thread may block. */
    private static void resume(Context caller, boolean worker, Runnable task) {
        if (worker) {
            caller.executeBlocking(() -> {
                task.run();
                return null;
            }, false);
        } else {
            caller.runOnContext(now -> task.run());
        }
    }

    private Future<Void> prepare() {
        Promise<Void> mine;
        synchronized (this) {
            if (ready != null) {
                return ready;
            }
            mine = Promise.promise();
            ready = mine.future();
        }
        pool.dedicated().connect().onFailure(failure -> prepared(mine, null, failure)).onSuccess(asking -> {
            long late = pool.vertx().setTimer(PREPARE_LIMIT.toMillis(), expired -> PhysicalConnection.cut(asking));
            prepare(asking).onComplete(done -> {
                pool.vertx().cancelTimer(late);
                asking.close();
                prepared(mine, done.result(), done.cause());
            });
        });
        return mine.future();
    }

    private void prepared(Promise<Void> mine, Marks found, Throwable failure) {
        if (failure != null) {
            synchronized (this) {
                ready = null;
            }
            mine.fail(refused(failure));
        } else {
            marks = found;
            prepared = true;
            mine.complete();
        }
    }

    private static Future<Marks> prepare(SqlConnection asking) {
        return find(asking)
                .compose(found -> found != null ? Future.succeededFuture(found)
                        : asking.query(CREATE).execute().compose(made -> find(asking)))
                .compose(found -> found.isFit()
                        ? asking.query("DELETE FROM " + found.table() + " WHERE" + LEFT_BEHIND).execute().map(found)
                        : Future.failedFuture(
                                new IllegalStateException(found.table() + " is not a plain table with a key on id that "
                                        + "survives a crash, without triggers, rules and row security")));
    }

    private static Future<Marks> find(SqlConnection asking) {
        return asking.query(FIND).execute().map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Row row = rows.iterator().next();
            return new Marks(row.getString(0), row.getLong(1), row.getBoolean(2));
        });
    }

    private Throwable refused(Throwable cause) {
        boolean lacking = cause instanceof PgException server && ("42501".equals(server.getSqlState())
                || "3F000".equals(server.getSqlState()) || "42703".equals(server.getSqlState()));
        if (!lacking && !(cause instanceof IllegalStateException)) {
            return Failures.translate(cause, pool.dataSource(), null);
        }
        return new DatabaseException("the table of durable outcomes can't be made or used: "
                + Failures.withoutEnd(String.valueOf(cause.getMessage())) + ". Let a migration make it: " + DEFINITION
                + ", with the rights to select, insert and delete for the role of datasource " + pool.dataSource() + ".",
                Failures.details("STRATA-2427", pool.dataSource(), null), cause);
    }

    /** Where marks are left now. */
    Marks marks() {
        return marks;
    }

    /** To stand before COMMIT in its message. */
    static String insertSql(Marks marks, UUID marker) {
        return "INSERT INTO " + marks.table() + " (id) VALUES ('" + marker + "')";
    }

    /**
     * Makes sure of a mark, on the server that is the primary now: where it isn't there, a note of its absence takes its place,
     * so that a COMMIT that is still under way can't bring it any more, and one that is in progress is waited for.
     *
     * @param now the table that it was left in
     * @return whether it is there; null when the table isn't the one any more that it was left in
     */
    static Future<Boolean> settle(SqlConnection asking, Marks now, UUID marker) {
        return asking.preparedQuery("INSERT INTO " + now.table() + " (id, absent) VALUES ($1, true) ON CONFLICT DO NOTHING")
                .execute(Tuple.of(marker))
                .compose(noted -> asking.preparedQuery("SELECT absent, tableoid::int8 FROM " + now.table() + " WHERE id = $1")
                        .execute(Tuple.of(marker)))
                .map(rows -> {
                    Row row = rows.size() == 0 ? null : rows.iterator().next();
                    return row == null || row.getLong(1) != now.oid() ? null : !row.getBoolean(0);
                });
    }

    /** The table is gone: it is made anew for the next one. */
    void forget() {
        synchronized (this) {
            ready = null;
        }
        prepared = false;
    }

    /** Its outcome is known, so nobody will look for it. */
    void isOver(UUID marker) {
        boolean now;
        boolean later;
        synchronized (this) {
            over.add(marker);
            now = over.size() >= MOST_OVER && !failing;
            later = !now && !deletePlanned;
            deletePlanned |= later;
        }
        if (now) {
            delete();
        } else if (later) {
            pool.vertx().setTimer(LONGEST_KEPT.toMillis(), due -> {
                synchronized (this) {
                    deletePlanned = false;
                }
                delete();
            });
        }
    }

    /** For the next time, as far as there is room; the others are found by their age. */
    private synchronized void keep(UUID[] marks, Throwable failure) {
        if (!failing) {
            LOG.warnf("STRATA-2428: marks of outcomes of datasource %s can't be deleted now, and pile up until they can: %s",
                    pool.dataSource(), failure.getMessage());
        }
        failing = true;
        if (over.size() < MOST_KEPT) {
            over.addAll(List.of(marks));
        }
    }

    /** Whether it is time to look for those that instances have left behind, once an hour. */
    private synchronized boolean sweeps() {
        long now = System.nanoTime();
        boolean due = now - sweptAt > SWEEP.toNanos();
        sweptAt = due ? now : sweptAt;
        return due;
    }

    private synchronized void deleted() {
        failing = false;
    }

    /** One that isn't deleted is found by its age. */
    private void delete() {
        UUID[] gone;
        synchronized (this) {
            gone = over.toArray(UUID[]::new);
            over.clear();
        }
        Marks from = marks;
        if (gone.length == 0 || from == null) {
            return;
        }
        Lease lease = new Lease(pool);
        lease.acquire(() -> "Strata itself", connection -> connection.sql()
                .preparedQuery("DELETE FROM " + from.table() + " WHERE id = ANY ($1)" + (sweeps() ? " OR" + LEFT_BEHIND : ""))
                .execute(Tuple.of(gone))
                .onComplete(done -> {
                    lease.release();
                    if (done.failed()) {
                        keep(gone, done.cause());
                    } else {
                        deleted();
                    }
                }), failure -> keep(gone, failure));
    }
}
