package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a datasource's cache behaves.
 *
 * @param maxStale how long a result is kept at most, whatever its reader asks for
 * @param localBytes how much this instance's memory may hold
 * @param maxResultBytes the largest result that is kept
 * @param lease how long the intent of a writer that has died keeps its tables from being cached
 * @param redisTimeout how long a call of Redis may take
 * @param onSilence what becomes of writes when Redis doesn't answer
 * @param triggers the tables that a table's triggers and rules change, by that table's name; a table that isn't in it and has
 *        such may change anything
 */
public record CacheSettings(Duration maxStale, long localBytes, int maxResultBytes, Duration lease, Duration redisTimeout,
        OnRedisSilence onSilence, Map<String, List<String>> triggers) {

    /** The default of {@code max-stale} where results are in this instance alone. */
    public static final Duration LOCAL_MAX_STALE = Duration.ofSeconds(5);
    /** The default of {@code max-stale} where Redis tells all instances of writes. */
    public static final Duration REDIS_MAX_STALE = Duration.ofSeconds(60);
}
