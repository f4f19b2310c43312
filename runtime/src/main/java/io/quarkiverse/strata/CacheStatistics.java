package io.quarkiverse.strata;

/**
 * What a datasource's cache has done since the application started, in this instance.
 *
 * @param hits reads answered without the database
 * @param localHits those of them whose result was in this instance's memory
 * @param misses reads for which nothing was kept
 * @param stale reads for which something was kept that a write had outdated
 * @param bypassed reads that went to the database by themselves: a write was under way, or Redis was silent
 * @param joined misses that waited for the same query of another reader instead of running their own
 * @param stored results kept
 * @param refused results not kept: too large, or of a type that can't be
 * @param intents writes that told the cache before their COMMIT
 * @param failures calls of Redis that failed or weren't answered in time
 */
public record CacheStatistics(long hits, long localHits, long misses, long stale, long bypassed, long joined, long stored,
        long refused, long intents, long failures) {

    /** Of a cache that has done nothing. */
    public static final CacheStatistics NONE = new CacheStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
