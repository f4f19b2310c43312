package io.quarkiverse.strata.execution;

import io.quarkiverse.strata.sql.Statement;
import io.vertx.core.Context;

/**
 * One statement's way from the call to its result, or to its failure. A stream is one run, told at its end: the times of its
 * fetches are added up, so that a slow reader makes no slow statement.
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
 * @param request the request that it was subscribed in, as its duplicated Vert.x context; null outside of any
 */
public record StatementRun(String dataSource, Statement statement, CallOptions options, boolean inTransaction, String server,
        long startedAt, long waited, long answered, long mapped, int rows, Throwable failure, Context request) {

    /** Nanoseconds from the call to the result. */
    public long total() {
        return waited + answered + mapped;
    }
}
