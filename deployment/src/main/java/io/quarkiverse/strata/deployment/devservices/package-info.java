/**
 * Dev services. On machines without a container runtime: a real PostgreSQL, with standbys, and a real Redis as child processes.
 * Where a container runtime is, Quarkus's own dev services serve, and only standbys are added to their container. Knows
 * Quarkus's build steps, Testcontainers and the operating system, nothing of Strata's other rooms.
 */
package io.quarkiverse.strata.deployment.devservices;
