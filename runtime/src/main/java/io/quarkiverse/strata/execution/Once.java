package io.quarkiverse.strata.execution;

import java.util.function.Supplier;

/** Makes its value at the first need and keeps it; threads that race make it twice at worst. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private volatile T value;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T known = value;
        if (known == null) {
            known = maker.get();
            value = known;
        }
        return known;
    }
}
