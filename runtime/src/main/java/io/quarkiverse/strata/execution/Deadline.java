package io.quarkiverse.strata.execution;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.vertx.core.Context;

/** Until when the request under way is to be answered, kept with it (its duplicated Vert.x context). */
public final class Deadline {

    private static final String KEY = "io.quarkiverse.strata.deadline";
    private static final String NONE = "io.quarkiverse.strata.deadline.none";

    private Deadline() {
    }

    /** From now on the request under way has that long. Nothing happens outside of requests. */
    public static void begin(Duration limit) {
        Context request = Requests.current();
        if (request != null) {
            request.putLocal(KEY, System.nanoTime() + limit.toNanos());
        }
    }

    /** The context of what runs after a request's transaction has ended, and has all the time that it needs. */
    public static io.smallrye.mutiny.Context without(io.smallrye.mutiny.Context context) {
        Map<String, Object> entries = new HashMap<>();
        if (!context.isEmpty()) {
            context.keys().forEach(key -> entries.put(key, context.get(key)));
        }
        entries.put(NONE, true);
        return io.smallrye.mutiny.Context.from(entries);
    }

    /**
     * How much time is left to the request under way, not above zero when it is over; null without a deadline.
     *
     * @param subscribedIn the context of the subscription that asks
     */
    public static Duration left(io.smallrye.mutiny.Context subscribedIn) {
        Context request = !subscribedIn.isEmpty() && subscribedIn.contains(NONE) ? null : Requests.current();
        Long end = request == null ? null : request.getLocal(KEY);
        return end == null ? null : Duration.ofNanos(end - System.nanoTime());
    }

    /**
     * What comes first, the deadline or another limit.
     *
     * @param subscribedIn the context of the subscription that asks
     * @param limit zero or null for none
     * @return null when neither is there; else at least 1 millisecond, or not above zero when the deadline is over
     */
    public static Duration within(io.smallrye.mutiny.Context subscribedIn, Duration limit) {
        Duration left = left(subscribedIn);
        if (left == null || limit != null && !limit.isZero() && limit.compareTo(left) <= 0) {
            return limit;
        }
        return left.compareTo(Duration.ZERO) <= 0 ? left : Duration.ofMillis(Math.max(1, left.toMillis()));
    }
}
