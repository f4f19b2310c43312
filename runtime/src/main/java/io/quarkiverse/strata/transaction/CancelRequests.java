package io.quarkiverse.strata.transaction;

import io.quarkiverse.strata.pool.PhysicalConnection;

/**
 * The cancel requests of one session. While one is under way nothing else is sent, or that could be hit. The server drops a
 * request that finds it between two messages of a statement, and a function may survive one: what still runs is asked again.
 * State is guarded by the session's lock.
 */
final class CancelRequests {

    private final Session session;
    private boolean wanted;
    private boolean underWay;
    private boolean forgotten;
    private long statementsEnded;

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

    /** Nobody else gets this connection, so there is nobody left whom a request could hit. Call with the lock. */
    void forget() {
        underWay = false;
        forgotten = true;
    }

    /** A statement has ended. Call with the lock. */
    void statementEnded() {
        wanted = false;
        statementsEnded++;
    }

    /** Sends a request when one is wanted and has something to hit. Call without the lock. */
    void send() {
        send(PhysicalConnection.CANCEL_AGAIN_MILLIS);
    }

    private void send(long wait) {
        PhysicalConnection target;
        long victim;
        synchronized (session) {
            if (!wanted || underWay || forgotten || !session.hasCancellable()) {
                return;
            }
            wanted = false;
            underWay = true;
            target = session.connection();
            victim = statementsEnded;
        }
        target.cancelRunning().onComplete(done -> {
            if (done.failed()) {
                session.doubt();
            }
            synchronized (session) {
                underWay = false;
            }
            session.drain();
            if (done.succeeded()) {
                session.pool().vertx().setTimer(wait, late -> sendAgain(victim, 2 * wait));
            }
        });
    }

    private void sendAgain(long victim, long wait) {
        synchronized (session) {
            wanted |= victim == statementsEnded;
        }
        send(wait);
    }
}
