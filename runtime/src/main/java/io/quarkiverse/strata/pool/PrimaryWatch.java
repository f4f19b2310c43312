package io.quarkiverse.strata.pool;

import java.time.Duration;

import org.jboss.logging.Logger;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;

/** Asks the primary who it is and how far its log has come: what its replicas are measured by. */
final class PrimaryWatch {

    private static final Logger LOG = Logger.getLogger(PrimaryWatch.class);

    /** The flush position, not the insert position, which may stand behind a page's header that no record has reached. */
    private static final String ASK = "SELECT system_identifier, (position - '0/0'::pg_catalog.pg_lsn)::int8, "
            + "('x' || pg_catalog.substr(pg_catalog.pg_walfile_name(position), 1, 8))::bit(32)::int4 "
            + "FROM pg_catalog.pg_control_system(), pg_catalog.pg_current_wal_flush_lsn() AS position";

    private final PrimaryPool primary;
    private final Duration interval;
    private final Probe probe;
    private final PrimaryLog log = new PrimaryLog();
    private volatile Long system;
    private volatile int timeline;
    private volatile boolean promoted;
    private volatile PoolStatus.State state = PoolStatus.State.UNKNOWN;
    private volatile String reason;
    private volatile boolean closed;
    private boolean told;

    PrimaryWatch(PrimaryPool primary, Duration interval, Duration limit) {
        this.primary = primary;
        this.interval = interval;
        this.probe = new Probe(primary.vertx(), primary.dedicated(), ASK, limit);
        if (primary.hosts() != null) {
            primary.hosts().onChange(probe::hangUp);
        }
    }

    /** Looks now, and from now on. */
    Future<Void> start() {
        if (closed) {
            return Future.succeededFuture();
        }
        return probe.ask().onComplete(answer -> {
            if (answer.succeeded()) {
                answered(answer.result());
            } else {
                silent(answer.cause());
            }
            if (!closed) {
                primary.vertx().setTimer(interval.toMillis(), next -> start());
            }
        }).mapEmpty();
    }

    private void answered(Row row) {
        int found = row.getInteger(2);
        if (found != timeline) {
            log.clear();
            promoted = timeline != 0;
        }
        timeline = found;
        log.add(System.nanoTime(), row.getLong(1));
        system = row.getLong(0);
        reason = null;
        state = PoolStatus.State.UP;
    }

    private void silent(Throwable failure) {
        reason = String.valueOf(failure.getMessage());
        state = PoolStatus.State.DOWN;
        if (failure instanceof PgException && !told && !closed && system == null) {
            told = true;
            LOG.warnf("STRATA-2126: the primary of datasource %s doesn't tell its identity and its position in the log, so its "
                    + "replicas get no reads: %s. Give the role of the datasource EXECUTE on pg_control_system() and "
                    + "pg_current_wal_flush_lsn(), and see that the URL is that of a primary.", primary.dataSource(), reason);
        }
    }

    /** The database system's identifier, null until the primary has answered once. */
    Long system() {
        return system;
    }

    /** Whether another server has taken its place since the start. */
    boolean isPromoted() {
        return promoted;
    }

    /** The timeline of its log. */
    int timeline() {
        return timeline;
    }

    PrimaryLog log() {
        return log;
    }

    PoolStatus.State state() {
        return state;
    }

    String reason() {
        return reason;
    }

    void close() {
        closed = true;
        probe.close();
    }
}
