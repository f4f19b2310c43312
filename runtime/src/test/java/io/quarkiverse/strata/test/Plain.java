package io.quarkiverse.strata.test;

import java.util.stream.IntStream;

import io.quarkiverse.strata.sql.Parameter;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Shape;

/** A statement from a text and values, for tests that are about something else. */
public record Plain<T>(Rendered rendered, boolean writes, Shape<T> shape) implements Query<T> {

    public static Plain<Long> read(String text, Object... values) {
        return new Plain<>(rendered(text, values), false, Shape.scalar(Long.class));
    }

    public static Plain<Long> write(String text, Object... values) {
        return new Plain<>(rendered(text, values), true, Shape.scalar(Long.class));
    }

    private static Rendered rendered(String text, Object... values) {
        return new Rendered(text, IntStream.range(0, values.length)
                .mapToObj(i -> new Parameter(null, values[i], null, false, null)).toList());
    }

}
