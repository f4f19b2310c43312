package io.quarkiverse.strata.runtime;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * How connections are kept and lent, to the primary and to each replica. The most that may be open is
 * `quarkus.datasource.reactive.max-size`, 10 with Strata.
 */
@ConfigGroup
public interface PoolConfig {

    /**
     * How many connections to the primary stay open while nobody needs them, so that the first caller after a quiet time finds
     * one. The
     * environment's `DATABASE_POOL_MIN` means the same.
     */
    @WithDefault("1")
    int minSize();

    /**
     * How long the making of a connection may take, the login included.
     */
    @WithDefault("5s")
    Duration connectTimeout();

    /**
     * How long a caller waits for a connection before it fails with `PoolExhaustedException`. `0` is for ever.
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

    /**
     * How long an answer may be awaited without a byte of it before the server is asked, over another connection, whether it is
     * at work on it. Where it isn't, or doesn't answer at all, the connection is closed and the caller told. A statement that
     * takes long isn't disturbed. `0` is never.
     */
    @WithDefault("10s")
    Duration networkTimeout();

    /**
     * How long a connection lies idle before the server is asked whether it is still there. It keeps firewalls from forgetting
     * the connection, and finds those that are dead before a caller does. `0` is never.
     */
    @WithDefault("30s")
    Duration keepAlive();

    /**
     * How long those who have a connection to the primary may go on when the application stops; then it is closed.
     */
    @WithDefault("5s")
    Duration drainTimeout();
}
