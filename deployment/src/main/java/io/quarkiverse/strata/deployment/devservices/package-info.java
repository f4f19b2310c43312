/**
 * Dev services for machines without a container runtime: a real PostgreSQL and a real Redis as child processes. Where a
 * container runtime is, Quarkus's own dev services serve and nothing here runs. Knows Quarkus's build steps and the operating
 * system, nothing of Strata's other rooms.
 */
package io.quarkiverse.strata.deployment.devservices;
