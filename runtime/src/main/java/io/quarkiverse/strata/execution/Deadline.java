package io.quarkiverse.strata.execution;

import java.time.Duration;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Until when the request under way is to be answered, kept with it (its duplicated Vert.x context). */
public final class Deadline {

    private static final String KEY = "io.quarkiverse.strata.deadline";

    private Deadline() {
    }

    /** From now on the request under way has that long. Nothing happens outside of requests. */
    public static void begin(Duration limit) {
        Context request = request();
        if (request != null) {
            request.putLocal(KEY, System.nanoTime() + limit.toNanos());
        }
    }

    /** How much time is left to the request under way, not above zero when it is over; null without a deadline. */
    public static Duration left() {
        Context request = request();
        Long end = request == null ? null : request.getLocal(KEY);
        return end == null ? null : Duration.ofNanos(end - System.nanoTime());
    }

    /**
     * What comes first, the deadline or another limit.
     *
     * @param limit zero or null for none
     * @return null when neither is there; else at least 1 millisecond, or not above zero when the deadline is over
     */
    public static Duration within(Duration limit) {
        Duration left = left();
        if (left == null || limit != null && !limit.isZero() && limit.compareTo(left) <= 0) {
            return limit;
        }
        return left.compareTo(Duration.ZERO) <= 0 ? left : Duration.ofMillis(Math.max(1, left.toMillis()));
    }

    private static Context request() {
        Context current = Vertx.currentContext();
        return current != null && VertxContext.isDuplicatedContext(current) ? current : null;
    }
}
