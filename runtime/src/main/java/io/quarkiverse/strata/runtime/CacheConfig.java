package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.strata.cache.OnRedisSilence;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/** The cache of results: `db.cacheFor(…)`. */
@ConfigGroup
public interface CacheConfig {

    /**
     * Whether results of this datasource can be cached. Every application that writes to the database must have it on, with
     * the same Redis: its writes tell the cache what they change, at the cost of one call of Redis before each COMMIT.
     */
    @WithDefault("false")
    boolean enabled();

    /**
     * How long a result is kept at most, whatever `cacheFor` asks for: what writes beside Strata, or beside this instance when
     * there is no Redis, is seen after this time. `5s` without Redis and `60s` with it, unless set. Raise it where all writers
     * use Strata with the same Redis, or where there is one instance.
     */
    Optional<Duration> maxStale();

    /**
     * How much memory of this instance results may take; those least worth it are dropped.
     */
    @WithDefault("64M")
    MemorySize localMaxSize();

    /**
     * The largest result that is kept.
     */
    @WithDefault("1M")
    MemorySize maxResultSize();

    /**
     * How long the tables of a writer that died before it could tell of its end aren't cached; also the pause after Redis was
     * restarted or emptied. It is renewed while a write is under way.
     */
    @WithDefault("10s")
    Duration lease();

    /**
     * What becomes of a write when Redis can't be told of it: `fail` rolls it back with `CacheUnavailableException`,
     * `available`
     * commits it, and other instances may give outdated results for up to `max-stale`.
     */
    @WithDefault("fail")
    OnRedisSilence onRedisSilence();

    /**
     * What the triggers and rules of a table change besides the rows that are written: the names of tables, or `none`. A
     * write to a table that has some, and isn't named here, outdates everything that is cached of the datasource. Triggers
     * whose functions are PostgreSQL's own need not be told. A trigger that changes the primary key of the row that is
     * written changes the table itself.
     *
     * For example `quarkus.strata.cache.triggers."public.orders"=order_history,customers`.
     */
    @ConfigDocMapKey("table")
    Map<String, List<String>> triggers();

    /** Redis, where the application has `quarkus-redis-client`. */
    CacheRedisConfig redis();
}
