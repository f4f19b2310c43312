package io.quarkiverse.strata.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The last values, for many writers and rare readers. */
final class Ring<T> {

    private final AtomicReferenceArray<T> values;
    private final AtomicLong next = new AtomicLong();

    Ring(int size) {
        values = new AtomicReferenceArray<>(Math.max(1, size));
    }

    void add(T value) {
        values.set((int) (next.getAndIncrement() % values.length()), value);
    }

    /** Puts a value in another's place, while that is there. */
    void replace(T old, T value) {
        for (int i = 0; i < values.length(); i++) {
            if (values.compareAndSet(i, old, value)) {
                return;
            }
        }
    }

    /** The newest first. */
    List<T> list() {
        List<T> all = new ArrayList<>();
        long end = next.get();
        for (long i = end - 1; i >= 0 && i >= end - values.length(); i--) {
            T value = values.get((int) (i % values.length()));
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }

    void clear() {
        for (int i = 0; i < values.length(); i++) {
            values.set(i, null);
        }
    }
}
