/**
 * Measures Strata and its peers in turns, in the same run against the same server, and tells ratios: {@code Benchmarks} is the
 * command, {@code Contests} what is measured, {@code Referee} how. Needs nothing of the extension but its runtime module.
 */
package io.quarkiverse.strata.benchmarks;
