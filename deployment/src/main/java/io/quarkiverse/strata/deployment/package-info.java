/** The build-time half of Strata: one processor for each capability. */
package io.quarkiverse.strata.deployment;
