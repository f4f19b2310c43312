/**
 * Connections to the primary and its replicas: {@link io.quarkiverse.strata.pool.PrimaryPool} and
 * {@link io.quarkiverse.strata.pool.ReplicaPool} hold them, {@link io.quarkiverse.strata.pool.Router} decides which of them a
 * read gets, {@link io.quarkiverse.strata.pool.Replicas} watches the replicas,
 * {@link io.quarkiverse.strata.pool.WritePositions} remembers what a request must see,
 * {@link io.quarkiverse.strata.pool.PoolMonitor} tells the figures,
 * {@link io.quarkiverse.strata.pool.Lease} lends one connection of it so that no cancellation can leak it, and
 * {@link io.quarkiverse.strata.pool.PhysicalConnection} is the only class that touches the driver's internals. May import
 * {@code execution} and what that may.
 */
package io.quarkiverse.strata.pool;
