package io.quarkiverse.strata.transaction;

import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.pool.Incarnation;
import io.quarkiverse.strata.pool.PhysicalConnection;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * What a transaction is to be asked after by, should the answer to its COMMIT get lost: its number, and the life of the server
 * that gave it. The server gives the number with the first change; it is asked for behind each statement that may be that one.
 * A transaction without a number may have done something all the same: a notification, a change on another server.
 */
final class TransactionNumber {

    private static final String ASK = "SELECT pg_catalog.pg_current_xact_id_if_assigned()::text";

    private final PhysicalConnection connection;
    private final Future<Incarnation> incarnation;
    private String value;
    private Throwable lost;
    private boolean asking;
    private boolean again;
    private Promise<Void> arrived;

    /** Call before BEGIN is sent: asked in the transaction, a refusal would make it fail. */
    TransactionNumber(PhysicalConnection connection) {
        this.connection = connection;
        this.incarnation = connection.incarnation();
    }

    /** Call when something was sent that may write. */
    void ask() {
        synchronized (this) {
            if (value != null || asking) {
                again = asking; // the answer under way is from before
                return;
            }
            asking = true;
        }
        connection.sql().preparedQuery(ASK).execute().onComplete(this::answered);
    }

    private void answered(AsyncResult<RowSet<Row>> answer) {
        boolean once;
        Promise<Void> waiting;
        synchronized (this) {
            asking = false;
            if (answer.succeeded()) {
                value = answer.result().iterator().next().getString(0);
            } else if (!Failures.isRefusal(answer.cause())) {
                lost = answer.cause();
            }
            once = again && value == null && lost == null;
            again = false;
            waiting = once ? null : arrived;
        }
        if (once) {
            ask();
        } else if (waiting != null) {
            waiting.tryComplete();
        }
    }

    /** Done when the last answer is there; never fails. */
    synchronized Future<Void> arrived() {
        if (!asking) {
            return Future.succeededFuture();
        }
        if (arrived == null) {
            arrived = Promise.promise();
        }
        return arrived.future();
    }

    /** What broke the connection while the number was asked for; null when nothing did. */
    synchronized Throwable lost() {
        return lost;
    }

    /** Null when it isn't known. */
    synchronized String value() {
        return value;
    }

    /** Null when it isn't known. */
    Incarnation incarnation() {
        return incarnation.succeeded() ? incarnation.result() : null;
    }

    PhysicalConnection connection() {
        return connection;
    }
}
