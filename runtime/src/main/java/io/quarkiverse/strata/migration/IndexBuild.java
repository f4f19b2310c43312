package io.quarkiverse.strata.migration;

import java.time.Duration;

/**
 * An index that a migration builds just now.
 *
 * @param migration the migration's id
 * @param index its name as SQL writes it
 * @param phase what PostgreSQL does, in its words: {@code building index: scanning table}
 * @param percent how much of this phase is done, 0 to 100; null where the server doesn't tell
 * @param remaining how long the rest of this phase takes at the pace until now, or null
 * @param waitsFor the transaction that it waits for, in words, or null
 */
public record IndexBuild(String migration, String index, String phase, Double percent, Duration remaining, String waitsFor) {

    /** {@code films_title_idx: building index: scanning table, 40 %, 12 s to go}. */
    @Override
    public String toString() {
        return index + ": " + phase + (percent == null ? "" : ", " + Math.round(percent) + " %")
                + (remaining == null ? "" : ", " + remaining.toSeconds() + " s to go")
                + (waitsFor == null ? "" : ", waiting for " + waitsFor);
    }
}
