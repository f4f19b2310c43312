package io.quarkiverse.strata.transaction;

import io.quarkiverse.strata.pool.Incarnation;
import io.quarkiverse.strata.pool.PhysicalConnection;
import io.vertx.core.Future;

/**
 * What a transaction is to be asked after by, should the answer to its COMMIT get lost: its number, and the life of the server
 * that gave it. The number comes with the first write, pipelined behind it.
 */
final class TransactionNumber {

    private static final String ASK = "SELECT pg_catalog.pg_current_xact_id_if_assigned()::text";

    private final PhysicalConnection connection;
    private final Future<Incarnation> incarnation;
    private Future<String> number;

    /** Call before BEGIN is sent: asked in the transaction, a refusal would make it fail. */
    TransactionNumber(PhysicalConnection connection) {
        this.connection = connection;
        this.incarnation = connection.incarnation();
    }

    /** Call when a write was sent. */
    void ask() {
        if (number == null || number.failed() || number.isComplete() && number.result() == null) {
            number = connection.sql().query(ASK).execute().map(rows -> rows.iterator().next().getString(0));
        }
    }

    /** Done when the answer is there; never fails. */
    Future<Void> arrived() {
        return number == null ? Future.succeededFuture() : number.<Void> mapEmpty().otherwiseEmpty();
    }

    /** Whether there may be something of it in the database. Without a write that the server gave a number for there isn't. */
    boolean mayHaveWritten() {
        return number != null && !(number.succeeded() && number.result() == null);
    }

    /** Null when it isn't known. */
    String value() {
        return number != null && number.succeeded() ? number.result() : null;
    }

    /** Null when it isn't known. */
    Incarnation incarnation() {
        return incarnation.succeeded() ? incarnation.result() : null;
    }

    PhysicalConnection connection() {
        return connection;
    }
}
