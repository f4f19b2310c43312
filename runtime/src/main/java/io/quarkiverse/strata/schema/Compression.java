package io.quarkiverse.strata.schema;

/** With what PostgreSQL compresses long values of a column. */
public enum Compression {
    PGLZ,
    /** Faster; the server must have been built with it. */
    LZ4,
    /** What {@code default_toast_compression} says when a value is written. */
    DEFAULT;

    String sql() {
        return this == DEFAULT ? "DEFAULT" : name().toLowerCase(java.util.Locale.ROOT);
    }
}
