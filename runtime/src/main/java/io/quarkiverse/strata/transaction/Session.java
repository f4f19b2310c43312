package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.pool.Lease;
import io.quarkiverse.strata.pool.PhysicalConnection;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;

/**
 * One connection and the queue of what is to run on it. One statement is on the wire at a time; while a savepoint is open only
 * its own statements run, the others wait, or an acknowledged write of theirs would vanish with its rollback. The connection
 * is taken with the first statement and goes back when the session is closed.
 */
final class Session {

    static final int SAVEPOINTS_TO_WARN = 32;

    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final Duration DETACHED_COMMIT_LIMIT = Duration.ofSeconds(30);

    private final PrimaryPool pool;
    private final ScopeOpener opener;
    private final ScopeEnder ender;
    private final Lease lease;
    private final Scope root = Scope.connection(this);

    private final boolean lent;
    private final Deque<Operation<?>> queue = new ArrayDeque<>();
    private final Deque<Ending> endings = new ArrayDeque<>();
    private PhysicalConnection connection;
    private boolean acquiring;
    private Operation<?> running;
    private boolean controlRunning;
    private boolean cancelUnderWay;
    private boolean cancelSent;
    private boolean begun;
    private boolean cancelWanted;
    private boolean committing;
    private boolean doubtful;
    private boolean closed;
    private Scope top = root;
    private int savepoints;

    /**
     * @param lent whether its user decides when it is closed, over several transactions
     * @param lease its connection, the pool's or a replica's
     */
    Session(PrimaryPool pool, PipelineBegin pipelineBegin, boolean lent, Lease lease) {
        this.pool = pool;
        this.lent = lent;
        this.opener = new ScopeOpener(this, pipelineBegin);
        this.ender = new ScopeEnder(this);
        this.lease = lease;
        root.state = Scope.State.OPEN;
        root.onServer = true;
    }

    PrimaryPool pool() {
        return pool;
    }

    /** The name of the server behind the connection. */
    String server() {
        return lease.pool().name();
    }

    /** The connection, once a statement has asked for it. */
    PhysicalConnection connection() {
        return connection;
    }

    Scope root() {
        return root;
    }

    boolean isLent() {
        return lent;
    }

    /** Whether statements of this scope still have a place. */
    synchronized boolean isLive(Scope scope) {
        return !isOver(scope);
    }

    /** Puts a statement in the queue; its outcome comes through {@link Operation#done}. */
    void submit(Operation<?> operation) {
        synchronized (this) {
            if (!isOver(operation.scope())) {
                queue.add(operation);
                operation = null;
            }
        }
        if (operation == null) {
            drain();
        } else {
            operation.fail(Errors.scopeEnded(pool.dataSource(), operation.scope(), operation.text()));
        }
    }

    /** Takes a statement out of the queue. @return false when it runs already or has ended */
    synchronized boolean withdraw(Operation<?> operation) {
        return queue.remove(operation);
    }

    /** Marks a scope so that it cannot be kept. */
    synchronized void setRollbackOnly(Scope scope, Throwable why) {
        if (scope.rollbackOnly == null) {
            scope.rollbackOnly = why;
        }
    }

    /**
     * Ends a scope: what of it still waits is dropped, what of it runs ends first, scopes left open inside it are rolled back.
     *
     * @param keep commit or release it, else roll it back
     * @return done when the server has confirmed; fails when it could not be kept. Rolling back never fails: a connection
     *         that doesn't confirm is discarded.
     */
    Future<Void> end(Scope scope, boolean keep) {
        Ending ending = new Ending(scope, keep);
        List<Operation<?>> dropped;
        synchronized (this) {
            if (isOver(scope)) {
                return Future.failedFuture(Errors.scopeEnded(pool.dataSource(), scope, null));
            }
            scope.state = Scope.State.ENDING;
            scope.ending = ending;
            dropped = dropQueued(scope);
            endings.add(ending);
        }
        dropped.forEach(operation -> operation
                .fail(Errors.scopeEnded(pool.dataSource(), operation.scope(), operation.text())));
        drain();
        return ending.outcome.future();
    }

    /**
     * Ends a scope because its subscriber left: as {@link #end} with a rollback, and what runs in the server is cancelled
     * there, unless it is a write outside a transaction or the scope is only a savepoint. Once COMMIT was sent the scope only
     * loses its subscriber. The end is bounded: a connection that doesn't get there in time is thrown away.
     *
     * @return done when it is over
     */
    Future<Void> abort(Scope scope) {
        boolean tooLate;
        boolean first;
        boolean bounded;
        PhysicalConnection toCancel = null;
        synchronized (this) {
            boolean mine = running != null && running.scope().isWithin(scope);
            boolean ownCommit = mine && running.scope().kind == Scope.Kind.CONNECTION && running.writes();
            bounded = scope.kind != Scope.Kind.SAVEPOINT && !ownCommit;
            first = scope.ending == null;
            tooLate = !first && !endings.contains(scope.ending);
            if (!tooLate) {
                if (!first) {
                    scope.ending.keep = false;
                }
                cancelWanted = mine && bounded;
                toCancel = cancelTarget();
            }
        }
        if (bounded) {
            limit(scope, committing ? DETACHED_COMMIT_LIMIT : END_LIMIT);
        }
        Future<Void> over = first ? end(scope, false) : scope.ending.outcome.future();
        cancel(toCancel);
        return over;
    }

    /** Gives the connection back; it must be outside any transaction. A connection in doubt is thrown away. */
    void close() {
        boolean doubt;
        synchronized (this) {
            closed = true;
            doubt = doubtful;
        }
        if (doubt) {
            lease.discard();
        } else {
            lease.release();
        }
    }

    private boolean isOver(Scope scope) {
        if (closed) {
            return true;
        }
        for (Scope s = scope; s != null; s = s.parent) {
            if (s.state == Scope.State.ENDING || s.state == Scope.State.ENDED) {
                return true;
            }
        }
        return false;
    }

    private List<Operation<?>> dropQueued(Scope scope) {
        List<Operation<?>> dropped = new ArrayList<>();
        for (Iterator<Operation<?>> waiting = queue.iterator(); waiting.hasNext();) {
            Operation<?> operation = waiting.next();
            if (operation.scope().isWithin(scope)) {
                waiting.remove();
                dropped.add(operation);
            }
        }
        return dropped;
    }

    // ---- the loop: whoever changes the state calls drain() afterwards, outside the lock

    private void drain() {
        for (Runnable step = next(); step != null; step = next()) {
            step.run();
        }
    }

    private synchronized Runnable next() {
        if (running != null || controlRunning || cancelUnderWay) {
            return null;
        }
        if (!endings.isEmpty()) {
            return nextEnding();
        }
        if (acquiring) {
            return null;
        }
        for (Operation<?> operation : queue) {
            if (nearestOnServer(operation.scope()) == top) {
                if (connection == null) {
                    acquiring = true;
                    return () -> lease.acquire(this::acquired, this::notAcquired);
                }
                queue.remove(operation);
                running = operation;
                Scope innermost = top;
                return () -> opener.send(operation, innermost);
            }
        }
        return null;
    }

    private Scope nearestOnServer(Scope scope) {
        Scope nearest = scope;
        while (!nearest.onServer) {
            nearest = nearest.parent;
        }
        return nearest;
    }

    private void acquired(PhysicalConnection arrived) {
        synchronized (this) {
            acquiring = false;
            connection = arrived;
        }
        drain();
    }

    private void notAcquired(Throwable failure) {
        List<Operation<?>> waiting;
        synchronized (this) {
            acquiring = false;
            waiting = new ArrayList<>(queue);
            queue.clear();
        }
        waiting.forEach(operation -> operation
                .fail(Failures.translate(failure, pool.dataSource(), operation.text())));
        drain();
    }

    // ---- running a statement

    void markOpen(Scope scope) {
        boolean warn;
        synchronized (this) {
            scope.onServer = true;
            if (scope.state == Scope.State.FRESH) {
                scope.state = Scope.State.OPEN;
            }
            top = scope;
            warn = scope.kind == Scope.Kind.SAVEPOINT && ++savepoints == SAVEPOINTS_TO_WARN;
        }
        if (warn) {
            LOG.warnf("A transaction of datasource %s has opened %d savepoints: from 64 on every snapshot of the server and "
                    + "its standbys gets slower. Group the work, or use several transactions.", pool.dataSource(),
                    SAVEPOINTS_TO_WARN);
        }
    }

    void confirmBegin() {
        PhysicalConnection toCancel;
        synchronized (this) {
            begun = true;
            toCancel = cancelTarget();
        }
        cancel(toCancel);
    }

    /** Behind a failed BEGIN the statement ran alone, so its result is worth nothing; a write may have committed. */
    void beginFailed(Operation<?> operation, Throwable failure, boolean ranAlone) {
        synchronized (this) {
            for (Scope scope = top; scope != root; scope = scope.parent) {
                scope.onServer = false;
            }
            top = root;
            doubtful |= !Failures.isRefusal(failure);
        }
        Throwable translated = Failures.translate(failure, pool.dataSource(), "BEGIN");
        ended(operation, Future.failedFuture(
                ranAlone ? Errors.beginFailedBeforeWrite(pool.dataSource(), operation.text(), translated) : translated));
    }

    <R> void ended(Operation<R> operation, AsyncResult<R> result) {
        AsyncResult<R> outcome = result;
        if (result.failed()) {
            outcome = Future.failedFuture(lease.pool().translate(result.cause(), operation.text()));
        }
        synchronized (this) {
            running = null;
            cancelWanted = false;
            cancelSent &= result.succeeded() || !Failures.isCancelled(result.cause());
            if (outcome.failed() && operation.scope().firstFailure == null) {
                operation.scope().firstFailure = outcome.cause();
            }
        }
        drain();
        operation.done().accept(outcome);
    }

    // ---- cancelling in the server

    private PhysicalConnection cancelTarget() {
        if (!cancelWanted || running == null || cancelUnderWay || connection == null || (top != root && !begun)) {
            return null;
        }
        cancelWanted = false;
        cancelUnderWay = true;
        cancelSent = true;
        return connection;
    }

    private void cancel(PhysicalConnection target) {
        if (target == null) {
            return;
        }
        target.cancelRunning().onComplete(sent -> {
            synchronized (this) {
                cancelUnderWay = false;
                cancelSent &= sent.succeeded();
            }
            drain();
        });
    }

    /** A cancel request that found nothing to cancel is still on its way, and must not hit what comes after the scope. */
    void absorbCancel(Runnable then) {
        PhysicalConnection target;
        synchronized (this) {
            target = cancelSent && top == root && !doubtful ? connection : null;
            cancelSent &= top != root;
        }
        if (target == null) {
            then.run();
            return;
        }
        target.absorbCancel().onComplete(absorbed -> {
            synchronized (this) {
                doubtful |= !absorbed.result();
            }
            then.run();
        });
    }

    /** Throws the connection away when the scope isn't over by then. */
    private void limit(Scope scope, Duration duration) {
        pool.vertx().setTimer(duration.toMillis(), expired -> {
            synchronized (this) {
                if (closed || scope.state == Scope.State.ENDED) {
                    return;
                }
                doubtful = true;
                cancelUnderWay = false; // nobody else gets this connection, so there is nobody left whom it could hit
            }
            LOG.debugf("%s of datasource %s did not end in %s", scope, pool.dataSource(), duration);
            lease.discard();
            drain();
        });
    }

    // ---- ending scopes

    private Runnable nextEnding() {
        Ending ending = endings.poll();
        Scope scope = ending.scope;
        if (!scope.onServer) {
            scope.state = Scope.State.ENDED;
            return () -> finish(ending, scope.rollbackOnly == null || !ending.keep ? null
                    : Errors.rolledBack(pool.dataSource(), scope, scope.rollbackOnly));
        }
        if (scope == root && connection == null) {
            scope.state = Scope.State.ENDED;
            return () -> finish(ending, null);
        }
        controlRunning = true;
        if (scope == root && top == root) {
            return () -> absorbCancel(() -> ender.cleanUp(ending));
        }
        if (top != scope) {
            // left open by a branch that nobody waited for: what is in it must not be kept
            Scope abandoned = top;
            endings.addFirst(ending);
            return () -> ender.undo(abandoned, null, null);
        }
        if (ending.keep && scope.rollbackOnly == null) {
            committing = scope.kind == Scope.Kind.TRANSACTION;
            return () -> ender.keep(ending);
        }
        return () -> ender.undo(scope, ending, ending.keep
                ? Errors.rolledBack(pool.dataSource(), scope, scope.rollbackOnly)
                : null);
    }

    synchronized void left(Scope scope) {
        scope.onServer = false;
        scope.state = Scope.State.ENDED;
        top = nearestOnServer(scope.parent);
        if (scope.kind == Scope.Kind.TRANSACTION) {
            begun = false;
            committing = false;
        }
    }

    /** Nobody knows the connection's state any more: it is thrown away at the end. */
    synchronized void doubt() {
        doubtful = true;
    }

    /** A cancel request has hit, so that it can hit nobody else. */
    synchronized void cancelArrived() {
        cancelSent = false;
    }

    /** Ends a turn of the loop. @param ending what is over with it, null when it has to go on */
    void finish(Ending ending, Throwable failure) {
        synchronized (this) {
            controlRunning = false;
            if (ending != null) {
                ending.scope.state = Scope.State.ENDED;
            }
        }
        drain();
        if (ending == null) {
            return;
        }
        if (failure == null) {
            ending.outcome.complete();
        } else {
            ending.outcome.fail(failure);
        }
    }
}
