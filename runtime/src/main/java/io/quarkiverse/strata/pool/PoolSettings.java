package io.quarkiverse.strata.pool;

import java.time.Duration;

/**
 * How a pool keeps and lends its connections.
 *
 * @param minSize how many stay open while nobody needs them
 * @param maxSize the most that may be open
 * @param connectTimeout how long the making of one may take, with all that belongs to it
 * @param acquireTimeout how long a caller waits for one; zero for ever
 * @param maxWaiting how many callers may wait, -1 for any number
 * @param idleTimeout how long one that nobody needs stays open beside {@code minSize}; zero for ever
 * @param maxLifetime how old one gets, up to a tenth less so that not all end at once; zero for any age
 * @param keepAlive how long one lies idle before the server is asked whether it is still there; zero for never
 * @param drainTimeout how long what is lent may still be used once the pool is to be closed
 */
public record PoolSettings(int minSize, int maxSize, Duration connectTimeout, Duration acquireTimeout, int maxWaiting,
        Duration idleTimeout,
        Duration maxLifetime, Duration keepAlive, Duration drainTimeout) {

    /** Any number may wait, for half a minute; what is open stays open. */
    public static PoolSettings ofSize(int maxSize) {
        return new PoolSettings(0, maxSize, Duration.ofSeconds(30), Duration.ofSeconds(30), -1, Duration.ZERO, Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }

    /** With another limit of waiting. */
    public PoolSettings withWaiting(Duration newAcquireTimeout, int newMaxWaiting) {
        return new PoolSettings(minSize, maxSize, connectTimeout, newAcquireTimeout, newMaxWaiting, idleTimeout, maxLifetime,
                keepAlive,
                drainTimeout);
    }

    /** With another size. */
    public PoolSettings withSize(int newMinSize, int newMaxSize) {
        return new PoolSettings(newMinSize, newMaxSize, connectTimeout, acquireTimeout, maxWaiting, idleTimeout, maxLifetime,
                keepAlive,
                drainTimeout);
    }
}
