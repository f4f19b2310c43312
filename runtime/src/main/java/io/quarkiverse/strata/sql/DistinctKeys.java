package io.quarkiverse.strata.sql;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for rows with the same key, before the server does: its own message doesn't say which they are. */
final class DistinctKeys {

    private DistinctKeys() {
    }

    /**
     * The first two rows whose keys are the same; one with a null in it is like no other.
     *
     * @param columns the values of each of the key's columns, in the order of the rows
     * @return null when all differ
     */
    static int[] firstSame(List<List<?>> columns) {
        Map<List<Object>, Integer> seen = new HashMap<>();
        int rows = columns.isEmpty() ? 0 : columns.get(0).size();
        for (int i = 0; i < rows; i++) {
            List<Object> key = new ArrayList<>(columns.size());
            for (List<?> column : columns) {
                key.add(comparable(column.get(i)));
            }
            Integer before = key.contains(null) ? null : seen.putIfAbsent(key, i);
            if (before != null) {
                return new int[] { before, i };
            }
        }
        return null;
    }

    /** Equal where PostgreSQL's values are: numbers of any scale, instants of any offset, times to the microsecond. */
    private static Object comparable(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().truncatedTo(ChronoUnit.MICROS);
        }
        if (value instanceof Instant time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        }
        return value instanceof LocalDateTime time ? time.truncatedTo(ChronoUnit.MICROS) : value;
    }
}
