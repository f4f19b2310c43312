package io.quarkiverse.strata.execution;

/**
 * A transaction that is over.
 *
 * @param dataSource its datasource's name
 * @param name what messages call it, null for none
 * @param outcome what became of it
 * @param nanos from its subscription to the answer to its end, the wait for a connection included, in nanoseconds
 */
public record TransactionRun(String dataSource, String name, Outcome outcome, long nanos) {
}
