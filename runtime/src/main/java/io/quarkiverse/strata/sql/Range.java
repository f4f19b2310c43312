package io.quarkiverse.strata.sql;

import java.util.Objects;

/**
 * A value of a PostgreSQL range type: {@code int4range}, {@code int8range}, {@code numrange}, {@code daterange},
 * {@code tsrange}, {@code tstzrange} or one's own. It is what a component {@code Range<LocalDate>} holds and a value for
 * {@code contains}, {@code overlaps} and the other operators.
 *
 * <pre>{@code
 * select(Booking.class).where(col(Booking::stay).overlaps(Range.closedOpen(arrival, departure)))
 * }</pre>
 *
 * PostgreSQL brings ranges of integers and dates to the form {@code [lower,upper)}, so {@code closed(1, 4)} comes back as
 * {@code closedOpen(1, 5)}, and any range without a value as {@link #empty()}.
 *
 * @param <T> the class of the bounds
 * @param lower null when there is none
 * @param upper null when there is none
 * @param lowerInclusive whether the lower bound belongs to the range; false where there is none
 * @param upperInclusive whether the upper bound belongs to the range; false where there is none
 * @param isEmpty whether no value is in it; its bounds are null then
 */
public record Range<T>(T lower, T upper, boolean lowerInclusive, boolean upperInclusive, boolean isEmpty) {

    /** @throws IllegalArgumentException STRATA-2480 when an empty range has bounds, or a bound that isn't there is inclusive */
    public Range {
        if (isEmpty && (lower != null || upper != null) || lowerInclusive && lower == null
                || upperInclusive && upper == null) {
            throw new IllegalArgumentException(
                    "STRATA-2480: that is no range: an empty one has no bounds, and a bound that isn't "
                            + "there isn't inclusive. Use the factories, closedOpen(lower, upper) or atLeast(lower).");
        }
    }

    /** {@code [lower,upper)}; a null bound is none. */
    public static <T> Range<T> closedOpen(T lower, T upper) {
        return new Range<>(lower, upper, lower != null, false, false);
    }

    /** {@code [lower,upper]}; a null bound is none. */
    public static <T> Range<T> closed(T lower, T upper) {
        return new Range<>(lower, upper, lower != null, upper != null, false);
    }

    /** {@code (lower,upper)}; a null bound is none. */
    public static <T> Range<T> open(T lower, T upper) {
        return new Range<>(lower, upper, false, false, false);
    }

    /** {@code (lower,upper]}; a null bound is none. */
    public static <T> Range<T> openClosed(T lower, T upper) {
        return new Range<>(lower, upper, false, upper != null, false);
    }

    /** {@code [lower,)}. */
    public static <T> Range<T> atLeast(T lower) {
        return closedOpen(Objects.requireNonNull(lower, "lower"), null);
    }

    /** {@code (,upper)}. */
    public static <T> Range<T> lessThan(T upper) {
        return closedOpen(null, Objects.requireNonNull(upper, "upper"));
    }

    /** The range without bounds, which has every value. */
    public static <T> Range<T> unbounded() {
        return open(null, null);
    }

    /** The range without a value. */
    public static <T> Range<T> empty() {
        return new Range<>(null, null, false, false, true);
    }

    /** A bound, null when there is none: what tells the type. */
    Object bound() {
        return lower == null ? upper : lower;
    }
}
