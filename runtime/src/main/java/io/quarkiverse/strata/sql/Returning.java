package io.quarkiverse.strata.sql;

import java.util.Map;

/**
 * An INSERT, UPDATE or DELETE that gives back rows, or SQL text with a result type.
 *
 * @param <T> what one row becomes
 */
public final class Returning<T> extends BuiltQuery<T> {

    private Returning(Built built, Shape<T> shape) {
        super(built, shape);
    }

    static <T> Returning<T> of(Node body, Shape<T> shape) {
        return new Returning<>(new Built(body), shape);
    }

    static <T> Returning<T> of(Built built, Shape<T> shape) {
        return new Returning<>(built, shape);
    }

    /** The same statement whose rows become something else; see {@link Select#as(Class)}. */
    public <V> Returning<V> as(Class<V> type) {
        return new Returning<>(built, Shapes.of(type));
    }

    /** Gives a named parameter its value. */
    public Returning<T> bind(String name, Object value) {
        return new Returning<>(built.bind(name, value), shape);
    }

    Returning<T> bindAll(Map<String, Object> values) {
        return new Returning<>(built.bindAll(values), shape);
    }

    Returning<T> adopt(Built before) {
        return new Returning<>(built.adopt(before), shape);
    }
}
