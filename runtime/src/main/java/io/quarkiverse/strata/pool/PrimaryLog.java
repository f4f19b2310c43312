package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When the primary's log was how far, as far back as matters. It tells how old a replica's position is without the replica's
 * clock, and without taking a primary that writes nothing for a replica that lags.
 */
final class PrimaryLog {

    private static final int SAMPLES = 600;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long at, long lsn) {
    }

    /** The primary has {@code lsn} at {@code now}, in nanoseconds. */
    synchronized void add(long now, long lsn) {
        Sample last = samples.peekLast();
        if (last != null && lsn <= last.lsn()) {
            samples.removeLast(); // it still had the same at this later time, or it is another server
        }
        samples.addLast(new Sample(now, lsn));
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
    }

    /** It is another server's from now on. */
    synchronized void clear() {
        samples.clear();
    }

    /** How many bytes {@code lsn} is behind what the primary had last. */
    synchronized long behind(long lsn) {
        return samples.isEmpty() ? 0 : Math.max(0, samples.peekLast().lsn() - lsn);
    }

    /** How old, at most, what a server that has replayed up to {@code lsn} shows is at {@code now}. */
    synchronized Duration age(long now, long lsn) {
        if (behind(lsn) == 0) {
            return Duration.ZERO;
        }
        long since = samples.peekFirst().at();
        for (Sample sample : samples) {
            if (sample.lsn() <= lsn) {
                since = sample.at();
            }
        }
        return Duration.ofNanos(Math.max(0, now - since));
    }
}
