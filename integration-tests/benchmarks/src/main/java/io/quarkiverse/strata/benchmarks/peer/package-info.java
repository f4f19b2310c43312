/** The same work in each peer's own way, as its documentation would write it. */
package io.quarkiverse.strata.benchmarks.peer;
