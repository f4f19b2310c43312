package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.pool.PoolStatus.State;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;

/** Looks at a replica again and again, takes it out and back in, and says so once each time. */
final class ReplicaWatch {

    private static final Logger LOG = Logger.getLogger(ReplicaWatch.class);
    private static final int LONGEST_PAUSE = 16;

    private static final String ASK = "SELECT pg_catalog.pg_is_in_recovery(), system_identifier, "
            + "(pg_catalog.pg_last_wal_replay_lsn() - '0/0'::pg_catalog.pg_lsn)::int8, "
            + "coalesce((SELECT received_tli FROM pg_catalog.pg_stat_get_wal_receiver()), "
            + "(SELECT timeline_id FROM pg_catalog.pg_control_checkpoint())), "
            + "(SELECT received_tli FROM pg_catalog.pg_stat_get_wal_receiver()) FROM pg_catalog.pg_control_system()";

    private final Replica replica;
    private final PrimaryWatch primary;
    private final ReplicaSettings settings;
    private final Vertx vertx;
    private final Probe probe;
    private long timer = -1;
    private boolean looking;
    private boolean closed;
    private int failures;
    private boolean toldUngateable;

    ReplicaWatch(Replica replica, PrimaryWatch primary, ReplicaSettings settings, Duration limit) {
        this.replica = replica;
        this.primary = primary;
        this.settings = settings;
        this.vertx = replica.pool().vertx();
        this.probe = new Probe(vertx, replica.pool().dedicated(), ASK, limit);
        replica.onSuspicion(this::look);
    }

    /** Looks at once, unless somebody does. */
    void look() {
        synchronized (this) {
            if (looking || closed) {
                return;
            }
            looking = true;
            vertx.cancelTimer(timer);
        }
        if (primary.system() == null) {
            next(settings.checkInterval());
            return;
        }
        long asked = System.nanoTime();
        probe.ask().onComplete(answer -> {
            if (answer.succeeded()) {
                replica.answered(System.nanoTime() - asked);
            }
            Health found = judge(answer);
            change(found);
            failures = found.state() == State.DOWN || found.state() == State.REFUSED ? failures + 1 : 0;
            next(pause());
        });
    }

    private synchronized void next(Duration pause) {
        looking = false;
        if (!closed) {
            timer = vertx.setTimer(Math.max(1, pause.toMillis()), due -> look());
        }
    }

    /** Instances that lost the same server don't ask for it in step. */
    private Duration pause() {
        if (failures == 0) {
            return settings.checkInterval();
        }
        long longest = settings.checkInterval().toMillis() * Math.min(LONGEST_PAUSE, 1L << Math.min(failures, 10));
        return Duration.ofMillis((long) (longest * (0.5 + ThreadLocalRandom.current().nextDouble() / 2)));
    }

    private Health judge(AsyncResult<Row> answer) {
        if (answer.failed()) {
            return Health.out(State.DOWN, "STRATA-2121: " + words(answer.cause()));
        }
        Row row = answer.result();
        if (!row.getBoolean(0)) {
            return Health.out(State.REFUSED, "STRATA-2122: it is not in recovery, so it is a primary: it was promoted, or the "
                    + "URL is not a replica's");
        }
        if (!primary.system().equals(row.getLong(1))) {
            return Health.out(State.REFUSED, "STRATA-2123: it is a copy of another database system (" + row.getLong(1)
                    + ") than the primary (" + primary.system() + ")");
        }
        Long replayed = row.getLong(2);
        if (replayed == null) {
            return new Health(State.UP, null, null, 0, -1, null);
        }
        // what it receives is told to roles with pg_read_all_stats; the last checkpoint's is old before its next restartpoint
        Integer follows = row.getInteger(4) != null || !primary.isPromoted() ? row.getInteger(4) : row.getInteger(3);
        if (follows != null && follows < primary.timeline()) {
            return new Health(State.LAGGING,
                    "STRATA-2124: it follows timeline " + follows + " still, as far as it tells, and the "
                            + "primary is on timeline " + primary.timeline(),
                    row.getLong(1), row.getInteger(3), -1, null);
        }
        long bytes = primary.log().behind(replayed);
        Duration age = primary.log().age(System.nanoTime(), replayed);
        boolean lags = isTooMuch(bytes, age);
        return new Health(lags ? State.LAGGING : State.UP, lags ? "STRATA-2124: what it shows is up to " + age.toMillis()
                + " ms old, " + bytes + " bytes of log behind" : null, row.getLong(1), row.getInteger(3), bytes, age);
    }

    private static String words(Throwable cause) {
        if (!(cause instanceof PgException server)) {
            return "it does not answer: " + cause.getMessage();
        }
        String state = String.valueOf(server.getSqlState());
        return "it refuses to answer: " + server.getErrorMessage() + " (" + state + ")"
                + (state.startsWith("28") || state.equals("3D000")
                        ? ". User, password and database are the primary's where its URL names none"
                        : "");
    }

    /** One that was out comes back when it has caught up by half, so that it doesn't come and go. */
    private boolean isTooMuch(long bytes, Duration age) {
        int part = replica.health().state() == State.LAGGING ? 2 : 1;
        return age.compareTo(settings.maxLag().dividedBy(part)) > 0
                || settings.maxLagBytes() >= 0 && bytes > settings.maxLagBytes() / part;
    }

    private void change(Health found) {
        State before = replica.health().state();
        replica.health(found);
        String name = replica.pool().name();
        String dataSource = replica.pool().dataSource();
        if (found.state() == State.UP && found.system() == null && !toldUngateable) {
            toldUngateable = true;
            LOG.warnf("STRATA-2125: replica %s of datasource %s tells no position in the primary's log, so requests that have "
                    + "written read on the primary from then on", name, dataSource);
        }
        if (before == found.state() || isClosed()) {
            return;
        }
        if (found.state() == State.UP) {
            LOG.infof("STRATA-2127: replica %s of datasource %s %s", name, dataSource,
                    before == State.UNKNOWN ? "serves reads" : "is back and serves reads");
            return;
        }
        LOG.warnf("Replica %s of datasource %s gets no reads. %s", name, dataSource, found.reason());
        if (found.state() != State.LAGGING) {
            replica.pool().evict();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        vertx.cancelTimer(timer);
        probe.close();
        replica.pool().close();
    }
}
