package io.quarkiverse.strata.execution;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;

/** Keys that travel together, and who waits for them. */
final class Batch<K, T> {

    static final int MOST_KEYS = 1000;

    /** Who waits for one key. */
    interface Waiter<T> {

        /** Whether it still does. */
        boolean waits();

        void rows(List<T> rows);

        void failure(Throwable failure);
    }

    private final Function<List<K>, Uni<List<T>>> load;
    private final Function<T, K> keyOf;
    private final Context context;
    private final Map<Object, Wanted<K, T>> wanted = new LinkedHashMap<>();

    /** @param context of the first who asked: the statement runs in that scope */
    Batch(Function<List<K>, Uni<List<T>>> load, Function<T, K> keyOf, Context context) {
        this.load = load;
        this.keyOf = keyOf;
        this.context = context;
    }

    private record Wanted<K, T>(K key, List<Waiter<T>> waiters) {
    }

    void add(K key, Waiter<T> waiter) {
        wanted.computeIfAbsent(normal(key), same -> new Wanted<>(key, new ArrayList<>())).waiters().add(waiter);
    }

    void send() {
        List<Wanted<K, T>> live = wanted.values().stream()
                .filter(each -> each.waiters().stream().anyMatch(Waiter::waits)).toList();
        for (int from = 0; from < live.size(); from += MOST_KEYS) {
            List<Wanted<K, T>> chunk = live.subList(from, Math.min(live.size(), from + MOST_KEYS));
            List<K> keys = chunk.stream().map(Wanted::key).toList();
            tell(chunk, Uni.createFrom().deferred(() -> load.apply(keys))); // a wrong key fails those who wait
        }
    }

    private void tell(List<Wanted<K, T>> chunk, Uni<List<T>> loading) {
        Consumer<Throwable> failed = failure -> chunk
                .forEach(each -> each.waiters().forEach(waiter -> waiter.failure(failure)));
        loading.subscribe().with(context, rows -> {
            Map<Object, List<T>> byKey = new HashMap<>();
            try {
                for (T row : rows) {
                    byKey.computeIfAbsent(normal(keyOf.apply(row)), same -> new ArrayList<>(1)).add(row);
                }
            } catch (RuntimeException e) {
                failed.accept(e);
                return;
            }
            chunk.forEach(each -> {
                List<T> found = List.copyOf(byKey.getOrDefault(normal(each.key()), List.of()));
                each.waiters().forEach(waiter -> waiter.rows(found));
            });
        }, failed);
    }

    /** Values that the server takes for equal although Java doesn't. */
    private static Object normal(Object key) {
        if (key instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        if (key instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.MICROS);
        }
        return key instanceof OffsetDateTime time ? time.toInstant().truncatedTo(ChronoUnit.MICROS) : key;
    }
}
