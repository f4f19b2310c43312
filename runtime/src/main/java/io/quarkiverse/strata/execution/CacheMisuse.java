package io.quarkiverse.strata.execution;

import java.time.Duration;

import io.quarkiverse.strata.sql.Statement;
import io.smallrye.mutiny.Multi;

/** What can't be asked of the cache. */
public final class CacheMisuse {

    private CacheMisuse() {
    }

    static Duration checked(Duration kept) {
        if (kept == null || kept.isZero() || kept.isNegative()) {
            throw new IllegalArgumentException("STRATA-2504: cacheFor(" + kept + ") keeps no result. Give it a duration above "
                    + "zero, or leave the call out.");
        }
        return kept;
    }

    static String checked(String key, CallOptions options) {
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException("STRATA-2504: cacheKey was given no name. Name what is kept, or leave the call "
                    + "out: statement and parameters tell results apart by themselves.");
        }
        if (options.cacheFor() == null) {
            throw new IllegalArgumentException("STRATA-2504: cacheKey(\"" + key + "\") names a result that isn't kept. Call "
                    + "cacheFor(…) before it.");
        }
        return key;
    }

    static void refuseWrite(Statement statement, CallOptions options) {
        if (options.cacheFor() != null && statement.writes()) {
            throw new IllegalArgumentException("STRATA-2502: cacheFor(…) is for reads, and this statement may change data or "
                    + "take locks. Call it on the database itself. Statement: " + statement.rendered().text());
        }
    }

    /** A stream instead of one that was to be cached. */
    public static <T> Multi<T> stream(Statement statement) {
        return Multi.createFrom().failure(() -> new IllegalArgumentException("STRATA-2503: a stream can't be cached: its rows "
                + "are never all there at once. Use list(…), or stream without cacheFor(…). Statement: "
                + statement.rendered().text()));
    }
}
