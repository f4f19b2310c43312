package io.quarkiverse.strata.execution;

import io.quarkiverse.strata.sql.Statement;

/**
 * One statement's way from the call to its result, or to its failure.
 *
 * @param dataSource the datasource's name
 * @param statement what ran
 * @param options what its caller asked for
 * @param inTransaction whether it ran inside a transaction or on a lent connection
 * @param server which server ran it: {@code primary}, the replica's name, or null when it was sent to none
 * @param startedAt {@link System#nanoTime()} of the call
 * @param waited nanoseconds until it was sent: waiting for a connection, for its turn, for the transaction's BEGIN to be sent
 * @param answered nanoseconds from then to the server's whole answer
 * @param mapped nanoseconds from then to the result
 * @param rows how many rows came or were touched, -1 without an answer
 * @param failure what it failed with, null when it didn't
 */
public record StatementRun(String dataSource, Statement statement, CallOptions options, boolean inTransaction, String server,
        long startedAt, long waited, long answered, long mapped, int rows, Throwable failure) {
}
