package io.quarkiverse.strata.execution;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.strata.sql.Parameter;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Shape;
import io.quarkiverse.strata.sql.Touches;

/**
 * A query of Strata's own with one value, which reads and changes no table: nobody's cached results depend on it.
 *
 * @param rendered its text and parameters
 * @param shape of the value
 * @param writes whether it must not be cut off when it is its own COMMIT
 */
public record OwnQuery<T>(Rendered rendered, Shape<T> shape, boolean writes) implements Query<T> {

    private static final Touches NOTHING = new Touches(Set.of(), Set.of(), Set.of(), null, false, false, null, Map.of());

    /** A query that a cancel may cut off. @param values of {@code $1}, {@code $2}, …, of types that the server infers */
    public static <T> OwnQuery<T> reading(Class<T> type, String text, List<?> values) {
        return new OwnQuery<>(rendered(text, values), Shape.scalar(type), false);
    }

    /** A query whose effect becomes permanent. */
    public static <T> OwnQuery<T> writing(Class<T> type, String text, List<?> values) {
        return new OwnQuery<>(rendered(text, values), Shape.scalar(type), true);
    }

    private static Rendered rendered(String text, List<?> values) {
        return new Rendered(text, values.stream().map(value -> new Parameter(null, value, null, false, null)).toList());
    }

    @Override
    public boolean mayWrite() {
        return false;
    }

    @Override
    public Touches touches() {
        return NOTHING;
    }
}
