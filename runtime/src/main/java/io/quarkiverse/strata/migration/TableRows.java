package io.quarkiverse.strata.migration;

/**
 * A table that would be dropped, emptied, or lose a column.
 *
 * @param table its name as SQL writes it
 * @param loss what would be gone
 * @param rows how many rows it has, at most {@link #LIMIT}: nobody counts further
 */
public record TableRows(String table, Loss loss, long rows) {

    /** The number at which counting ends: there may be more. */
    public static final long LIMIT = 100_000;

    /** What would be gone. */
    public enum Loss {
        /** The table. */
        TABLE,
        /** Its rows. */
        ROWS,
        /** One or several of its columns. */
        COLUMN
    }

    /** {@code table users, 12 rows}. */
    @Override
    public String toString() {
        String what = switch (loss) {
            case TABLE -> "table ";
            case ROWS -> "the rows of ";
            case COLUMN -> "a column of ";
        };
        return what + table + ", " + (rows < LIMIT ? String.valueOf(rows) : LIMIT + " or more")
                + (rows == 1 ? " row" : " rows");
    }
}
