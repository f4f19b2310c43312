/** Connections: the pool of the primary and those that belong to no pool. May import {@code execution} and above. */
package io.quarkiverse.strata.pool;
