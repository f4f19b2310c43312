package io.quarkiverse.strata.migration;

import java.time.Duration;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;

/**
 * Looks from the lock's connection at what the migrating process waits for and how far its index is. Nothing is asked of
 * migrations that are quicker than its pause.
 */
final class MigrationWatch {

    private static final Logger LOG = Logger.getLogger(MigrationWatch.class);
    private static final long EVERY = Duration.ofSeconds(10).toNanos();
    private static final String LOOK = "SELECT (SELECT string_agg('backend ' || b.pid || ' of role ' || coalesce(b.usename, '?')"
            + " || ', application ''' || coalesce(b.application_name, '') || ''', ' || coalesce(b.state, '?') || ', since '"
            + " || coalesce(b.xact_start::text, '?'), '; ') FROM pg_catalog.pg_stat_activity b WHERE b.pid ="
            + " ANY (pg_catalog.pg_blocking_pids(p.pid))) AS blockers, index_relid::regclass::text AS index, phase,"
            + " CASE WHEN phase LIKE 'waiting for%%' THEN lockers_done WHEN tuples_total > 0 THEN tuples_done"
            + " ELSE blocks_done END AS done,"
            + " CASE WHEN phase LIKE 'waiting for%%' THEN lockers_total WHEN tuples_total > 0 THEN tuples_total"
            + " ELSE blocks_total END AS total"
            + " FROM (SELECT %d AS pid) p LEFT JOIN pg_catalog.pg_stat_progress_create_index i ON i.pid = p.pid";

    private final MigrationLock lock;
    private final int pid;
    private final Duration pause;
    private volatile Object current;
    private volatile String blockers;
    private String phase;
    private long phaseSince;
    private long toldAt;

    /** @param pid the process that migrates, 0 where it isn't known */
    MigrationWatch(MigrationLock lock, int pid, Duration lockTimeout) {
        this.lock = lock;
        this.pid = pid;
        long half = lockTimeout.isZero() ? 1000 : lockTimeout.toMillis() / 2;
        this.pause = Duration.ofMillis(Math.max(20, Math.min(1000, half)));
    }

    /** Begins to look, until {@link #end}. */
    void begin(String migration, Consumer<IndexBuild> listener) {
        Object mine = new Object();
        current = mine;
        blockers = null;
        phase = null;
        if (pid != 0) {
            later(mine, migration, listener);
        }
    }

    void end() {
        current = null;
    }

    /** Whom it waited for last, in words; null for nobody that was seen. */
    String blockers() {
        return blockers;
    }

    private void later(Object mine, String migration, Consumer<IndexBuild> listener) {
        Wire.later(pause, () -> current != mine ? Future.succeededFuture()
                : lock.look(LOOK.formatted(pid)).onSuccess(rows -> {
                    if (current == mine) {
                        seen(rows.iterator().next(), migration, listener);
                        later(mine, migration, listener);
                    }
                })).onFailure(failure -> LOG.debug("A look at the migration failed", failure));
    }

    private void seen(Row row, String migration, Consumer<IndexBuild> listener) {
        String waitsFor = row.getString("blockers");
        blockers = waitsFor == null ? blockers : waitsFor;
        if (row.getString("phase") == null) {
            return;
        }
        long now = System.nanoTime();
        boolean other = !row.getString("phase").equals(phase);
        if (other) {
            phase = row.getString("phase");
            phaseSince = now;
        }
        Long total = row.getLong("total");
        Double percent = total == null || total == 0 ? null : 100.0 * row.getLong("done") / total;
        Duration remaining = percent == null || percent < 1 || waitsFor != null ? null
                : Duration.ofNanos((long) ((now - phaseSince) * (100 - percent) / percent));
        IndexBuild build = new IndexBuild(migration, row.getString("index"), phase, percent, remaining, waitsFor);
        if (other || now - toldAt > EVERY) {
            toldAt = now;
            LOG.infof("Migration %s builds index %s", migration, build);
        }
        listener.accept(build);
    }
}
