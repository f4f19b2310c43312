package io.quarkiverse.strata;

import java.util.List;

/**
 * Rows of a query that is paged by keys, and where to go on: {@link Queries#seek}.
 *
 * <pre>{@code
 * SeekPage<Film> page = …; // of db.seek(query, cursor, 20)
 * return new Films(page.rows(), page.next());
 * }</pre>
 *
 * @param rows in the query's order, at most as many as were asked for
 * @param next the cursor of the page behind it, null when there are no further rows
 */
public record SeekPage<T>(List<T> rows, String next) {

    /** Whether there are rows behind these. */
    public boolean hasNext() {
        return next != null;
    }
}
