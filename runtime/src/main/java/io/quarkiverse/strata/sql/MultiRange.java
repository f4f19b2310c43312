package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * A value of a PostgreSQL multirange type, {@code int4multirange}, {@code datemultirange} and so on: ranges that PostgreSQL
 * sorts, joins where they touch, and rids of empty ones.
 *
 * <pre>{@code
 * MultiRange.of(Range.closedOpen(1, 3), Range.closedOpen(7, 9))
 * }</pre>
 *
 * @param <T> the class of the bounds
 * @param ranges never null, without nulls; unmodifiable
 */
public record MultiRange<T>(List<Range<T>> ranges) {

    public MultiRange {
        ranges = List.copyOf(ranges);
    }

    @SafeVarargs
    public static <T> MultiRange<T> of(Range<T>... ranges) {
        return new MultiRange<>(List.of(ranges));
    }

    Object bound() {
        return ranges.stream().map(Range::bound).filter(bound -> bound != null).findFirst().orElse(null);
    }
}
