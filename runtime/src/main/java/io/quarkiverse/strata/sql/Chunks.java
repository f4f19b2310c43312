package io.quarkiverse.strata.sql;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Cuts a bulk insert into statements that neither the server nor the driver has to hold in one very large piece. */
final class Chunks {

    /** Rows and estimated bytes of parameters in one statement. */
    static final int MOST_ROWS = 10_000;
    static final long MOST_BYTES = 4L << 20;

    private Chunks() {
    }

    static <T> List<List<T>> of(TableDescriptor<T> table, List<ColumnDescriptor> columns, List<T> records) {
        int[] indexes = columns.stream().mapToInt(table.columns()::indexOf).toArray();
        List<List<T>> chunks = new ArrayList<>();
        int start = 0;
        long bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            long row = 0;
            for (int index : indexes) {
                row += estimate(table.value(records.get(i), index));
            }
            if (i > start && (i - start == MOST_ROWS || bytes + row > MOST_BYTES)) {
                chunks.add(records.subList(start, i));
                start = i;
                bytes = 0;
            }
            bytes += row;
        }
        if (start < records.size()) {
            chunks.add(records.subList(start, records.size()));
        }
        return chunks;
    }

    /** Roughly what a value takes on the wire, its length included. */
    static long estimate(Object value) {
        if (value instanceof CharSequence text) {
            return 4L + text.length();
        } else if (value instanceof byte[] bytes) {
            return 4L + bytes.length;
        } else if (value instanceof Collection<?> elements) {
            return elements.stream().mapToLong(Chunks::estimate).sum() + 4;
        } else if (value instanceof Map<?, ?> map) {
            return estimate(map.keySet()) + estimate(map.values());
        } else if (value != null && value.getClass().isArray()) {
            return 4L + 12L * Array.getLength(value);
        }
        return 16;
    }
}
