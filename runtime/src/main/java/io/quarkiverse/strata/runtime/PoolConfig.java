package io.quarkiverse.strata.runtime;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/** The pool of connections to the primary. Its size is `quarkus.datasource.reactive.max-size`, 10 with Strata. */
@ConfigGroup
public interface PoolConfig {

    /**
     * How long a caller waits for a connection before it fails with `PoolExhaustedException`.
     */
    @WithDefault("30s")
    Duration acquireTimeout();

    /**
     * How many callers may wait for a connection at once; the next one fails at once with `PoolExhaustedException`. `-1` is
     * no limit.
     */
    @WithDefault("-1")
    int maxWaiting();

    /**
     * How long somebody may have a connection before the log says who, once: a stream that takes long, a transaction whose work
     * never ends. `0` is never.
     */
    @WithDefault("1m")
    Duration leakThreshold();
}
