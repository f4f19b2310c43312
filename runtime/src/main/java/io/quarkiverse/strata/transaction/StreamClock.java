package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.vertx.core.Vertx;

/** Tells when a stream takes too long, or when its reader has rested too long. */
final class StreamClock {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long NANOS = 1_000_000;

    private final Vertx vertx;
    private final long most;
    private final long rest;
    private final BooleanSupplier rests;
    private final Consumer<Boolean> over;
    private volatile long moved;
    private long started;
    private long timer = -1;
    private boolean stopped;

    /**
     * @param rests whether the reader is who everything waits for
     * @param over told once: true when it rested too long, false when the whole took too long
     */
    StreamClock(Vertx vertx, StreamLimits limits, BooleanSupplier rests, Consumer<Boolean> over) {
        this.vertx = vertx;
        this.most = nanos(limits.maxDuration());
        this.rest = nanos(limits.stallLimit());
        this.rests = rests;
        this.over = over;
    }

    private static long nanos(Duration limit) {
        return limit.isZero() ? NEVER : limit.toNanos();
    }

    void start() {
        started = moved = System.nanoTime();
        next(Math.min(most, rest));
    }

    /** The reader has asked, or has got something. */
    void moved() {
        moved = System.nanoTime();
    }

    synchronized void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    private synchronized void next(long nanos) {
        if (!stopped && nanos != NEVER) {
            timer = vertx.setTimer(nanos / NANOS + 1, due -> look());
        }
    }

    private void look() {
        long now = System.nanoTime();
        long left = most == NEVER ? NEVER : most - (now - started);
        boolean resting = rests.getAsBoolean();
        long leftToRest = rest == NEVER ? NEVER : resting ? rest - (now - moved) : rest;
        if (left <= 0 || leftToRest <= 0) {
            over.accept(left > 0);
        } else {
            next(Math.min(left, leftToRest));
        }
    }
}
