package io.quarkiverse.strata.runtime;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/** Redis as the cache's place that all instances share: the application's default client, `quarkus.redis.*`. */
@ConfigGroup
public interface CacheRedisConfig {

    /**
     * Whether Redis is used. Without it each instance has a cache of its own that doesn't hear of the others' writes.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * How long a call of Redis may take. After that a read goes to the database, and `on-redis-silence` decides about a write;
     * for a second nobody else waits for Redis.
     */
    @WithDefault("500ms")
    Duration timeout();
}
