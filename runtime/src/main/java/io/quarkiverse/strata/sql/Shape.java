package io.quarkiverse.strata.sql;

/**
 * How one row of a result becomes a {@code T}.
 *
 * @param kind a record by its mapper, the single column of the row, or the row itself
 * @param type the class of the result, {@code Object.class} for a single column of unknown type
 */
public record Shape<T>(Kind kind, Class<T> type) {

    /** The three shapes. */
    public enum Kind {
        RECORD,
        SCALAR,
        ROW
    }

    public static <T> Shape<T> record(Class<T> type) {
        return new Shape<>(Kind.RECORD, type);
    }

    public static <T> Shape<T> scalar(Class<T> type) {
        return new Shape<>(Kind.SCALAR, type);
    }

    public static Shape<Row> row() {
        return new Shape<>(Kind.ROW, Row.class);
    }
}
