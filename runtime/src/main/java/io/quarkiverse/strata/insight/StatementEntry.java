package io.quarkiverse.strata.insight;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import io.quarkiverse.strata.execution.StatementRun;

/** The numbers of one statement. */
final class StatementEntry {

    private final String text;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder waited = new LongAdder();
    private final LongAdder server = new LongAdder();
    private final LongAdder mapping = new LongAdder();
    private final LongAccumulator min = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator max = new LongAccumulator(Math::max, 0);
    private final Histogram histogram = new Histogram();
    private final AtomicLong loggedAt = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong plannedAt = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong unlogged = new AtomicLong();
    private volatile String tag;
    private volatile String callSite;
    private volatile boolean slow;
    private volatile long usedAt;

    StatementEntry(String text) {
        this.text = text;
    }

    void add(StatementRun run) {
        usedAt = run.startedAt();
        calls.increment();
        if (run.failure() != null) {
            failures.increment();
        }
        if (run.rows() > 0) {
            rows.add(run.rows());
        }
        waited.add(run.waited());
        server.add(run.answered());
        mapping.add(run.mapped());
        long total = run.total();
        min.accumulate(total);
        max.accumulate(total);
        histogram.add(total);
        if (run.options().tag() != null) {
            tag = run.options().tag();
        }
        if (run.options().callSite() != null) {
            callSite = run.options().callSite();
        }
    }

    long usedAt() {
        return usedAt;
    }

    void markSlow() {
        slow = true;
    }

    boolean isSlow() {
        return slow;
    }

    /** Whether a slow run may be logged now. @return how many weren't since the last, -1 when this one mayn't either */
    long mayLog(Duration interval) {
        if (take(loggedAt, interval)) {
            return unlogged.getAndSet(0);
        }
        unlogged.incrementAndGet();
        return -1;
    }

    boolean mayPlan(Duration interval) {
        return take(plannedAt, interval);
    }

    private static boolean take(AtomicLong last, Duration interval) {
        long now = System.nanoTime();
        long before = last.get();
        return (before == Long.MIN_VALUE || now - before >= interval.toNanos()) && last.compareAndSet(before, now);
    }

    QueryStats stats(String dataSource) {
        long total = waited.sum() + server.sum() + mapping.sum();
        long count = calls.sum();
        return new QueryStats(dataSource, text, tag, count, failures.sum(), rows.sum(), Duration.ofNanos(total),
                Duration.ofNanos(count == 0 ? 0 : min.get()), Duration.ofNanos(max.get()), percentile(0.5), percentile(0.95),
                percentile(0.99), Duration.ofNanos(waited.sum()), Duration.ofNanos(server.sum()),
                Duration.ofNanos(mapping.sum()), callSite);
    }

    /** A bucket's middle can lie beyond what was really there. */
    private Duration percentile(double part) {
        return Duration.ofNanos(Math.max(Math.min(histogram.percentile(part), max.get()),
                calls.sum() == 0 ? 0 : min.get()));
    }
}
