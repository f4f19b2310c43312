package io.quarkiverse.strata.pool;

import java.time.Duration;

/**
 * How replicas are watched.
 *
 * @param checkInterval the time between two looks at a replica
 * @param maxLag how old what a replica shows may be
 * @param maxLagBytes how much log a replica may have yet to replay, -1 for any amount
 */
public record ReplicaSettings(Duration checkInterval, Duration maxLag, long maxLagBytes) {
}
