/**
 * Connections to the primary: {@link io.quarkiverse.strata.pool.PrimaryPool} builds the pool,
 * {@link io.quarkiverse.strata.pool.Lease} lends one connection of it so that no cancellation can leak it, and
 * {@link io.quarkiverse.strata.pool.PhysicalConnection} is the only class that touches the driver's internals. May import
 * {@code execution} and what that may.
 */
package io.quarkiverse.strata.pool;
