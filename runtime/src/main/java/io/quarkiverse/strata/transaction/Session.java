package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.pool.Lease;
import io.quarkiverse.strata.pool.PhysicalConnection;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;

/**
 * One connection and the queue of what is to run on it. One statement is on the wire at a time; while a savepoint is open only
 * its own statements run, the others wait, or an acknowledged write of theirs would vanish with its rollback. The connection
 * is taken with the first statement and goes back when the session is closed.
 */
final class Session {

    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final Duration DETACHED_COMMIT_LIMIT = Duration.ofSeconds(30);

    private final PrimaryPool pool;
    private final ScopeOpener opener;
    private final ScopeEnder ender;
    private final CancelRequests cancels = new CancelRequests(this);
    private final Lease lease;
    private final Scope root = Scope.connection(this);

    private final boolean lent;
    private final Waiting queue = new Waiting();
    private final Deque<Ending> endings = new ArrayDeque<>();
    private PhysicalConnection connection;
    private boolean acquiring;
    private Operation<?> running;
    private boolean controlRunning;
    private boolean committing;
    private boolean doubtful;
    private boolean closed;
    private Scope top = root;

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

    /** The innermost scope that is open on the server. */
    synchronized Scope top() {
        return top;
    }

    CancelRequests cancels() {
        return cancels;
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

    /** @return false when the statement runs already or has ended */
    synchronized boolean withdraw(Operation<?> operation) {
        return queue.remove(operation);
    }

    /**
     * Changes what becomes of a scope at its end.
     *
     * @throws io.quarkiverse.strata.TransactionScopeLostException when it is over
     */
    synchronized void change(Scope scope, Consumer<Scope> change) {
        if (isOver(scope)) {
            throw Errors.scopeEnded(pool.dataSource(), scope, null);
        }
        change.accept(scope);
    }

    /** The hooks of a transaction that are due now that it is over. */
    synchronized List<Supplier<? extends Uni<?>>> dueHooks(Scope transaction) {
        return transaction.outcome == null ? List.of() : transaction.hooks.due(transaction.outcome);
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
            dropped = queue.takeWithin(scope);
            endings.add(ending);
        }
        dropped.forEach(late -> late.fail(Errors.scopeEnded(pool.dataSource(), late.scope(), late.text())));
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
                cancels.want(mine && bounded);
            }
        }
        if (bounded) {
            limit(scope, committing ? DETACHED_COMMIT_LIMIT : END_LIMIT);
        }
        Future<Void> over = first ? end(scope, false) : scope.ending.outcome.future();
        cancels.send();
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
        return closed || scope.isEnding();
    }

    // ---- the loop: whoever changes the state calls drain() afterwards, outside the lock

    void drain() {
        for (Runnable step = next(); step != null; step = next()) {
            step.run();
        }
    }

    private synchronized Runnable next() {
        if (running != null || controlRunning || cancels.areUnderWay()) {
            return null;
        }
        if (!endings.isEmpty()) {
            return nextEnding();
        }
        if (acquiring) {
            return null;
        }
        Operation<?> operation = queue.first(top);
        if (operation == null) {
            return null;
        }
        if (connection == null) {
            acquiring = true;
            return () -> lease.acquire(this::acquired, this::notAcquired);
        }
        queue.remove(operation);
        running = operation;
        Scope innermost = top;
        return () -> opener.send(operation, innermost);
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
            waiting = queue.takeWithin(root);
        }
        waiting.forEach(operation -> operation.fail(Failures.translate(failure, pool.dataSource(), operation.text())));
        drain();
    }

    // ---- running a statement

    synchronized void markOpen(Scope scope) {
        scope.onServer = true;
        if (scope.state == Scope.State.FRESH) {
            scope.state = Scope.State.OPEN;
        }
        top = scope;
    }

    void confirmBegin() {
        synchronized (this) {
            cancels.begun(true);
        }
        cancels.send();
    }

    /**
     * Behind a failed BEGIN the statement ran alone, so its result is worth nothing; a write may have committed.
     *
     * @param open whether the transaction may be open, and failed, though: what followed BEGIN in its message was refused
     */
    void beginFailed(Operation<?> operation, Throwable failure, boolean ranAlone, boolean open) {
        synchronized (this) {
            doubtful |= !Failures.isRefusal(failure);
            for (Scope scope = top; !open && scope != root; scope = scope.parent) {
                scope.onServer = false;
            }
            top = open ? top : root;
        }
        ended(operation, Future.failedFuture(Errors.ofBegin(operation, failure, ranAlone)));
    }

    <R> void ended(Operation<R> operation, AsyncResult<R> result) {
        AsyncResult<R> outcome = result;
        if (result.failed()) {
            outcome = Future.failedFuture(Errors.ofStatement(operation, result.cause(), connection, lease.pool()));
        }
        synchronized (this) {
            running = null;
            cancels.statementEnded();
            if (outcome.failed() && operation.scope().firstFailure == null) {
                operation.scope().firstFailure = outcome.cause();
            }
        }
        drain();
        operation.done().accept(outcome);
    }

    // ---- cancelling in the server

    /** Whether a cancel request would hit what it is meant for. Call with the lock. */
    boolean hasCancellable(boolean begun) {
        return running != null && connection != null && (top == root || begun);
    }

    /** Throws the connection away when the scope isn't over by then. */
    private void limit(Scope scope, Duration duration) {
        pool.vertx().setTimer(duration.toMillis(), expired -> {
            synchronized (this) {
                if (closed || scope.state == Scope.State.ENDED) {
                    return;
                }
                doubtful = true;
                cancels.forget();
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
        boolean keep = ending.keep && scope.mayBeKept();
        Throwable surprise = keep || !ending.keep ? null : Errors.notKept(pool.dataSource(), scope);
        if (!scope.onServer || scope == root && connection == null) {
            scope.settle(keep ? Outcome.COMMITTED : Outcome.ROLLED_BACK);
            return () -> finish(ending, surprise);
        }
        controlRunning = true;
        if (scope == root && top == root) {
            return () -> ender.cleanUp(ending);
        }
        if (top != scope) {
            // left open by a branch that nobody waited for: what is in it must not be kept
            Scope abandoned = top;
            endings.addFirst(ending);
            return () -> ender.undo(abandoned, null, null);
        }
        if (keep) {
            committing = scope.kind == Scope.Kind.TRANSACTION;
            return () -> ender.keep(ending);
        }
        return () -> ender.undo(scope, ending, surprise);
    }

    synchronized void left(Scope scope, Outcome outcome) {
        scope.onServer = false;
        scope.settle(outcome);
        top = scope.parent.nearestOnServer();
        if (scope.kind == Scope.Kind.TRANSACTION) {
            cancels.begun(false);
            committing = false;
        }
    }

    /** Nobody knows the connection's state any more: it is thrown away at the end. */
    synchronized void doubt() {
        doubtful = true;
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
