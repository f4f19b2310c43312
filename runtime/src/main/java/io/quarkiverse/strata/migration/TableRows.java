package io.quarkiverse.strata.migration;

/**
 * A table that would be dropped, or lose a column.
 *
 * @param table its name as SQL writes it
 * @param rows how many rows it has, at most {@link #LIMIT}: nobody counts further
 */
public record TableRows(String table, long rows) {

    /** The number at which counting ends: there may be more. */
    public static final long LIMIT = 100_000;

    /** {@code 12}, or {@code 100000 or more}. */
    public String count() {
        return rows < LIMIT ? String.valueOf(rows) : LIMIT + " or more";
    }

    @Override
    public String toString() {
        return table + " (" + count() + (rows == 1 ? " row)" : " rows)");
    }
}
