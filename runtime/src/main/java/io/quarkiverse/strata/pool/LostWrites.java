package io.quarkiverse.strata.pool;

import java.time.Duration;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.Writes;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * Counts what a former primary had acknowledged and the server that took its place hasn't got: it was promoted at a position in
 * the log, and what lies behind that on the old timeline is lost. {@link WritePositions} tells where a write lies, at most.
 */
public final class LostWrites implements CommitListener {

    private static final Logger LOG = Logger.getLogger(LostWrites.class);
    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Of so many of the last writes the position is kept. */
    private static final int MOST = 65_536;
    /** Where the server that answers was promoted; null when it was started again since. */
    private static final String ASK = "SELECT (pg_catalog.pg_last_wal_replay_lsn() - '0/0'::pg_catalog.pg_lsn)::int8";

    private final String dataSource;
    private final Hosts hosts;
    private final long[] positions = new long[MOST];
    private final int[] timelines = new int[MOST];
    private long written;
    private long lost;
    /** The highest timeline of a primary. */
    private int seen;
    /** The last succession. */
    private int newTimeline;
    private long end;

    /** Listens to the hosts from now on. */
    public LostWrites(String dataSource, Hosts hosts) {
        this.dataSource = dataSource;
        this.hosts = hosts;
        hosts.onChange(this::count);
    }

    @Override
    public Future<Void> behind(Writes writes, SqlConnection connection) {
        if (writes.dataSource().equals(dataSource)) {
            writes.note(this, hosts.primaryTimeline());
        }
        return Future.succeededFuture();
    }

    @Override
    public void ended(Writes writes, Outcome outcome) {
        if (outcome != Outcome.COMMITTED || !writes.dataSource().equals(dataSource)) {
            return;
        }
        WalPosition known = (WalPosition) writes.note(WritePositions.key(dataSource));
        long position = known == null ? Long.MAX_VALUE : known.lsn();
        Integer sentOn = (Integer) writes.note(this);
        int timeline = known != null ? known.timeline() : sentOn == null ? 0 : sentOn;
        synchronized (this) {
            if (timeline < newTimeline) {
                lost += position > end ? 1 : 0; // it was counted without this one
                return;
            }
            int place = (int) (written++ % MOST);
            positions[place] = position;
            timelines[place] = timeline;
        }
    }

    private void count() {
        int timeline = hosts.primaryTimeline();
        boolean first;
        boolean again;
        synchronized (this) {
            first = seen == 0;
            again = timeline <= seen;
            seen = Math.max(seen, timeline);
        }
        if (!first && !again) {
            count(timeline, ATTEMPTS);
        }
    }

    private void count(int timeline, int attempts) {
        hosts.dedicated().connect()
                .compose(asking -> asking.query(ASK).execute().map(rows -> rows.iterator().next().getLong(0))
                        .onComplete(told -> asking.close()))
                .onSuccess(found -> tell(timeline, found)).onFailure(failure -> {
                    if (attempts > 1) {
                        hosts.later(PAUSE, () -> count(timeline, attempts - 1));
                    } else {
                        tell(timeline, null);
                    }
                });
    }

    /** @param position where the log of the former primary ends for its successor, null where that isn't known */
    private void tell(int timeline, Long position) {
        if (position == null) {
            LOG.warnf("STRATA-2138: what the former primary of datasource %s had acknowledged and the new one hasn't can't be "
                    + "counted: the new one doesn't tell where it was promoted", dataSource);
            return;
        }
        long found = take(timeline, position);
        if (found > 0) {
            LOG.errorf("STRATA-2137: up to %d writes that the former primary of datasource %s had acknowledged are lost: the "
                    + "new one was promoted at %X/%X, and they lie behind that in the log. Look for them on the former primary, "
                    + "and replicate synchronously where none may get lost", found, dataSource, position >>> 32,
                    position & 0xFFFFFFFFL);
        } else {
            LOG.infof("STRATA-2137: the new primary of datasource %s has all that the former one had acknowledged here",
                    dataSource);
        }
    }

    private synchronized long take(int timeline, long position) {
        long found = 0;
        newTimeline = timeline;
        end = position;
        for (int place = 0; place < Math.min(written, MOST); place++) {
            if (timelines[place] < timeline && positions[place] > end) {
                found++;
                positions[place] = 0; // counted
            }
        }
        lost += found;
        return found;
    }

    /** How many, at most, since the start. */
    public synchronized long lost() {
        return lost;
    }
}
