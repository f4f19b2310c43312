package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Outcome;

/** The ends of a session's scopes, which come before its waiting statements. State is guarded by the session's lock. */
final class Endings {

    private static final Logger LOG = Logger.getLogger(Endings.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final Duration DETACHED_COMMIT_LIMIT = Duration.ofSeconds(30);

    private final Session session;
    private final ScopeEnder ender;
    private final Deque<Ending> waiting = new ArrayDeque<>();
    private boolean underWay;
    private boolean committing;

    /** @param outcomeLimit how long the server is asked what became of a COMMIT */
    Endings(Session session, Duration outcomeLimit) {
        this.session = session;
        this.ender = new ScopeEnder(session, this, outcomeLimit);
    }

    /** A scope takes no more statements and is to end. Call with the lock. */
    Ending add(Scope scope, boolean keep) {
        scope.state = Scope.State.ENDING;
        scope.ending = new Ending(scope, keep);
        waiting.add(scope.ending);
        return scope.ending;
    }

    /** An end becomes a rollback, unless it is under way. Call with the lock. @return false when it was too late */
    boolean revoke(Ending ending) {
        if (!waiting.contains(ending)) {
            return false;
        }
        ending.keep = false;
        return true;
    }

    /** Whether the SQL of an end was sent and has no answer yet. Call with the lock. */
    boolean areUnderWay() {
        return underWay;
    }

    /** What sends the next one, null when there is none. Call with the lock. */
    Runnable next() {
        Ending ending = waiting.poll();
        if (ending == null) {
            return null;
        }
        underWay = true;
        Scope scope = ending.scope;
        Scope top = session.top();
        boolean keep = ending.keep && scope.mayBeKept();
        Throwable surprise = keep || !ending.keep ? null : Errors.notKept(session.pool().dataSource(), scope);
        boolean root = scope == session.root();
        if (!scope.onServer || root && session.connection() == null) {
            scope.settle(keep ? Outcome.COMMITTED : Outcome.ROLLED_BACK);
            return () -> finish(ending, surprise);
        }
        if (root && top == scope) {
            return () -> ender.cleanUp(ending);
        }
        if (top != scope) {
            // left open by a branch that nobody waited for: what is in it must not be kept
            waiting.addFirst(ending);
            return () -> ender.undo(top, null, null);
        }
        if (keep) {
            committing = scope.kind == Scope.Kind.TRANSACTION;
            return () -> ender.keep(ending);
        }
        return () -> ender.undo(scope, ending, surprise);
    }

    /** The server has answered. @param ending what is over with it, null when more has to be sent for it */
    void finish(Ending ending, Throwable failure) {
        synchronized (session) {
            underWay = false;
            committing = false;
            if (ending != null) {
                ending.scope.state = Scope.State.ENDED;
            }
        }
        session.drain();
        if (ending != null) {
            ending.tell(failure);
        }
    }

    /** Throws the connection away when the scope isn't over in time. */
    void limit(Scope scope) {
        Duration limit;
        synchronized (session) {
            limit = committing ? DETACHED_COMMIT_LIMIT : END_LIMIT;
        }
        session.pool().vertx().setTimer(limit.toMillis(), expired -> {
            synchronized (session) {
                if (scope.state == Scope.State.ENDED) {
                    return;
                }
            }
            LOG.debugf("%s of datasource %s did not end in %s", scope, session.pool().dataSource(), limit);
            session.giveUp();
        });
    }
}
