package io.quarkiverse.strata.transaction;

import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.pool.PhysicalConnection;

/**
 * The cancel requests of one session. A request isn't answered, so it is known to have arrived only by the failure that it
 * causes; until then nobody else's statement may run on the connection. State is guarded by the session's lock.
 */
final class CancelRequests {

    private final Session session;
    private boolean begun;
    private boolean wanted;
    private boolean underWay;
    private boolean sent;

    CancelRequests(Session session) {
        this.session = session;
    }

    /** Whether a request is being sent: what is sent to the server now could be hit. Call with the lock. */
    boolean areUnderWay() {
        return underWay;
    }

    /** What runs is to be cancelled, or isn't any more. Call with the lock. */
    void want(boolean cancel) {
        wanted = cancel;
    }

    /** Whether BEGIN is confirmed; before that nothing may be cancelled. Call with the lock. */
    void begun(boolean confirmed) {
        begun = confirmed;
    }

    /** Nobody else gets this connection, so there is nobody left whom a request could hit. Call with the lock. */
    void forget() {
        underWay = false;
    }

    /** A request has hit, so that it can hit nobody else. Call with the lock. */
    void arrived() {
        sent = false;
    }

    /** A statement has ended. Call with the lock. @param failure what it failed with, null if it didn't */
    void statementEnded(Operation<?> operation, Throwable failure) {
        wanted = false;
        // where a time limit ends statements the same SQLSTATE doesn't say that a request was it
        if (failure != null && Failures.isCancelled(failure) && !operation.hasTimeLimit()) {
            sent = false;
        }
    }

    /** Sends a request when one is wanted and has something to hit. Call without the lock. */
    void send() {
        PhysicalConnection target;
        synchronized (session) {
            if (!wanted || underWay || !session.hasCancellable(begun)) {
                return;
            }
            wanted = false;
            underWay = true;
            sent = true;
            target = session.connection();
        }
        target.cancelRunning().onComplete(done -> {
            synchronized (session) {
                underWay = false;
                sent &= done.succeeded();
            }
            session.drain();
        });
    }

    /** A request that found nothing to cancel is still on its way, and must not hit what comes after the scope. */
    void absorb(Runnable then) {
        PhysicalConnection target;
        synchronized (session) {
            target = sent && session.isAtRoot() && !session.isDoubtful() ? session.connection() : null;
            sent &= !session.isAtRoot();
        }
        if (target == null) {
            then.run();
            return;
        }
        target.absorbCancel().onComplete(absorbed -> {
            if (!absorbed.result()) {
                session.doubt();
            }
            then.run();
        });
    }
}
