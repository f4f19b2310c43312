package io.quarkiverse.strata.sql;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Records of one class while they are gathered for a statement: as many as neither the server nor the driver minds to hold at
 * once. Not thread-safe.
 *
 * @param <T> the record
 */
public final class RecordChunk<T> {

    /** Rows in one statement at most. */
    public static final int MOST_ROWS = 10_000;
    /** Estimated bytes of parameters in one statement. */
    static final long MOST_BYTES = 4L << 20;

    private final List<T> records = new ArrayList<>();
    private long bytes;

    /** Adds a record if there is room for it; the first one is taken however large it is. @return whether it was added */
    public boolean add(T record) {
        TableDescriptor<T> table = RecordStatements.of(record).descriptor();
        long row = 0;
        for (int i = 0; i < table.columns().size(); i++) {
            row += estimate(table.value(record, i));
        }
        if (!records.isEmpty() && (isFull() || bytes + row > MOST_BYTES)) {
            return false;
        }
        bytes += row;
        return records.add(record);
    }

    /** Whether there is room for no further record, however small. */
    public boolean isFull() {
        return records.size() >= MOST_ROWS;
    }

    /** What was added, in its order. */
    public List<T> records() {
        return records;
    }

    static <T> List<List<T>> of(List<T> records) {
        List<List<T>> chunks = new ArrayList<>(1);
        RecordChunk<T> chunk = new RecordChunk<>();
        for (T record : records) {
            if (!chunk.add(record)) {
                chunks.add(chunk.records);
                chunk = new RecordChunk<>();
                chunk.add(record);
            }
        }
        if (!chunk.records.isEmpty()) {
            chunks.add(chunk.records);
        }
        return chunks;
    }

    /** Roughly what a value takes on the wire, its length included. */
    private static long estimate(Object value) {
        if (value instanceof CharSequence text) {
            return 4L + text.length();
        } else if (value instanceof byte[] bytes) {
            return 4L + bytes.length;
        } else if (value instanceof Collection<?> elements) {
            return elements.stream().mapToLong(RecordChunk::estimate).sum() + 4;
        } else if (value instanceof Map<?, ?> map) {
            return estimate(map.keySet()) + estimate(map.values());
        } else if (value != null && value.getClass().isArray()) {
            return 4L + 12L * Array.getLength(value);
        }
        return 16;
    }
}
