package io.quarkiverse.strata.schema;

/** How PostgreSQL keeps long values of a column. */
public enum ColumnStorage {
    /** In the row, as they are. */
    PLAIN,
    /** Outside the row, as they are: parts of a text are read faster. */
    EXTERNAL,
    /** Compressed, then outside the row; usual for long types. */
    EXTENDED,
    /** Compressed, outside the row only where they don't fit. */
    MAIN,
    /** As usual for the type. */
    DEFAULT
}
