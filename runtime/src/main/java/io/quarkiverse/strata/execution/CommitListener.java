package io.quarkiverse.strata.execution;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * Hears of writing that is about to become permanent: the COMMIT of each transaction that has sent a write, and each write
 * outside a transaction, which is its own COMMIT. Of every datasource. Runs on the event loop: it must neither block nor throw.
 */
public interface CommitListener {

    /**
     * Before it is sent; it is sent when the result is there. A failure keeps it from being sent: the transaction is rolled
     * back and fails with it. {@link #ended} is called in any case.
     */
    default Future<Void> before(Writes writes) {
        return Future.succeededFuture();
    }

    /**
     * Directly behind it, before its answer: the place to pipeline a command of one's own on the same connection. The
     * caller is answered when the result is there, or a second after the write's own answer without it; its failure changes
     * nothing.
     */
    default Future<Void> behind(Writes writes, SqlConnection connection) {
        return Future.succeededFuture();
    }

    /** When the outcome is known, before the caller hears it. */
    default void ended(Writes writes, Outcome outcome) {
    }
}
