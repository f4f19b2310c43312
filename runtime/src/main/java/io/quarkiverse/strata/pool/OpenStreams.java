package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams of one datasource that have a transaction open. The oldest of them decides what the server can't clean up: it
 * keeps every row version that the stream might still want to see.
 */
public final class OpenStreams {

    private final Map<Object, Long> since = new ConcurrentHashMap<>();

    /** @param stream one that isn't open, by its identity */
    public void opened(Object stream) {
        since.put(stream, System.nanoTime());
    }

    /** Does nothing for one that isn't open. */
    public void closed(Object stream) {
        since.remove(stream);
    }

    int count() {
        return since.size();
    }

    /** For how long the oldest one has been open, zero without any. */
    Duration oldest() {
        long now = System.nanoTime();
        return Duration.ofNanos(since.values().stream().mapToLong(opened -> now - opened).max().orElse(0));
    }

    @Override
    public String toString() {
        return count() + " open";
    }
}
