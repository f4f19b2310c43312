package io.quarkiverse.strata.runtime.devui;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Streams for pages: what is read is sent when it differs from what was sent before, and now and then in any case.
 *
 * <p>
 * The Dev UI's router doesn't cancel the streams of a browser that crashed. So those that cost something end by themselves and
 * pages begin them anew, before that time or when they hear nothing.
 */
final class Live {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Duration every;
    private final Duration silence;
    private final Duration lease;
    private volatile boolean ended;

    Live() {
        this(EVERY, SILENCE, LEASE);
    }

    /** Sends each reading, for curves over time. */
    static Live steady() {
        return new Live(EVERY, Duration.ZERO, LEASE);
    }

    /**
     * @param every the pause between two readings
     * @param silence how long it may be before what hasn't changed is sent again
     * @param lease how long a page's stream lasts
     */
    Live(Duration every, Duration silence, Duration lease) {
        this.every = every;
        this.silence = silence;
        this.lease = lease;
    }

    /**
     * A stream for a page.
     *
     * @param read reads once; may not fail
     */
    <T> Multi<T> page(Supplier<Uni<T>> read) {
        return stream(read).select().first(lease);
    }

    /**
     * A stream for a badge, whose subscribers don't come back: all of them share one reading, and who comes later gets what was
     * sent last at once.
     *
     * @param read reads once; may not fail
     */
    <T> Multi<T> badge(Supplier<Uni<T>> read) {
        AtomicReference<T> last = new AtomicReference<>();
        Multi<T> shared = stream(read).onItem().invoke(last::set).broadcast().withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
        return Multi.createFrom().deferred(() -> {
            T known = last.get();
            return known == null ? shared
                    : Multi.createBy().concatenating().streams(Multi.createFrom().item(known), shared);
        });
    }

    /** Ends all streams: the application stops. */
    void end() {
        ended = true;
    }

    private <T> Multi<T> stream(Supplier<Uni<T>> read) {
        return Multi.createFrom().deferred(() -> {
            Sent<T> sent = new Sent<>(silence);
            return Multi.createBy().repeating().<T> uni(read::get).withDelay(every).until(item -> ended).select()
                    .where(sent::isDue);
        });
    }

    /** What was sent last. */
    private static final class Sent<T> {

        private final Duration silence;
        private T last;
        private long at;

        Sent(Duration silence) {
            this.silence = silence;
        }

        boolean isDue(T item) {
            long now = System.nanoTime();
            if (item.equals(last) && now - at < silence.toNanos()) {
                return false;
            }
            last = item;
            at = now;
            return true;
        }
    }
}
