package io.quarkiverse.strata.pool;

import java.time.Duration;

/**
 * How replicas are watched.
 *
 * @param checkInterval the time between two looks at a replica
 * @param maxLag how old what a replica shows may be
 * @param maxLagBytes how much log a replica may have yet to replay, -1 for any amount
 * @param maxSize the most connections to one replica
 * @param acquireTimeout how long a caller waits for a connection
 * @param maxWaiting how many callers may wait, -1 for any number
 */
public record ReplicaSettings(Duration checkInterval, Duration maxLag, long maxLagBytes, int maxSize,
        Duration acquireTimeout, int maxWaiting) {
}
