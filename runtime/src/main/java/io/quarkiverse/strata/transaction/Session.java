package io.quarkiverse.strata.transaction;

import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.pool.Holder;
import io.quarkiverse.strata.pool.Lease;
import io.quarkiverse.strata.pool.PhysicalConnection;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.ServerPool;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;

/**
 * One connection and the queue of what is to run on it. One statement is on the wire at a time; while a savepoint is open only
 * its own statements run, the others wait, or an acknowledged write of theirs would vanish with its rollback. The connection
 * is taken with the first statement and goes back when the session is closed.
 */
final class Session implements Holder {

    private final PrimaryPool pool;
    private final Lease lease;
    private final boolean lent;
    private final Scope root;
    private final OpenScopes open;
    private final ScopeOpener opener;
    private final Waiting queue = new Waiting();
    private final OutcomeMarkers markers;
    private final Endings endings;
    private final CancelRequests cancels = new CancelRequests(this);
    private PhysicalConnection connection;
    private boolean acquiring;
    private Operation<?> running;
    private String last;
    private boolean closed;

    /**
     * @param lent whether its user decides when it is closed, over several transactions
     * @param lease its connection, the pool's or a replica's
     */
    Session(PrimaryPool pool, SessionSettings settings, OutcomeMarkers markers, boolean lent, Lease lease) {
        this(pool, settings, markers, lent, lease, TransactionOptions.defaults());
    }

    /** @param options of what runs on a lent connection outside of other transactions */
    Session(PrimaryPool pool, SessionSettings settings, OutcomeMarkers markers, boolean lent, Lease lease,
            TransactionOptions options) {
        this.markers = markers;
        this.pool = pool;
        this.root = Scope.connection(this, options);
        this.open = new OpenScopes(root);
        this.lent = lent;
        this.lease = lease;
        this.opener = new ScopeOpener(this, settings);
        this.endings = new Endings(this, settings.outcomeLimit());
    }

    OutcomeMarkers markers() {
        return markers;
    }

    PrimaryPool pool() {
        return pool;
    }

    StreamLimits streamLimits() {
        return opener.settings().streams();
    }

    /** The pool of the server behind the connection. */
    ServerPool server() {
        return lease.pool();
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
        return open.top();
    }

    boolean isLent() {
        return lent;
    }

    /** Whether statements of this scope still have a place. */
    synchronized boolean isLive(Scope scope) {
        return !closed && !scope.isEnding();
    }

    /** Puts a statement in the queue; its outcome comes through {@link Operation#done}. */
    void submit(Operation<?> operation) {
        boolean live;
        synchronized (this) {
            live = isLive(operation.scope());
            if (live) {
                queue.add(operation);
            }
        }
        if (live) {
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
        if (!isLive(scope)) {
            throw Errors.scopeEnded(pool.dataSource(), scope, null);
        }
        change.accept(scope);
    }

    /**
     * Ends a scope: what of it still waits is dropped, what of it runs ends first, scopes left open inside it are rolled back.
     *
     * @param keep commit or release it, else roll it back
     * @return done when the server has confirmed; fails when it could not be kept. Rolling back never fails: a connection
     *         that doesn't confirm is discarded.
     */
    Future<Void> end(Scope scope, boolean keep) {
        Ending ending;
        List<Operation<?>> dropped;
        synchronized (this) {
            if (!isLive(scope)) {
                return Future.failedFuture(Errors.scopeEnded(pool.dataSource(), scope, null));
            }
            ending = endings.add(scope, keep);
            dropped = queue.takeWithin(scope);
        }
        dropped.forEach(late -> late.fail(Errors.scopeEnded(pool.dataSource(), late.scope(), late.text())));
        drain();
        return ending.over();
    }

    /**
     * Ends a scope because its subscriber left: as {@link #end} with a rollback, and what runs in the server is cancelled
     * there, unless it is a write outside a transaction or the scope is only a savepoint. Once COMMIT was sent the scope only
     * loses its subscriber. The end is bounded: a connection that doesn't get there in time is thrown away.
     *
     * @return done when it is over
     */
    Future<Void> abort(Scope scope) {
        boolean first;
        boolean bounded;
        synchronized (this) {
            boolean mine = running != null && running.scope().isWithin(scope);
            boolean ownCommit = mine && running.scope().kind == Scope.Kind.CONNECTION && running.writes();
            bounded = scope.kind != Scope.Kind.SAVEPOINT && !ownCommit && (scope.onServer || mine);
            first = scope.ending == null;
            if (first || endings.revoke(scope.ending)) {
                cancels.want(mine && bounded);
            }
        }
        if (bounded) {
            endings.limit(scope);
        }
        Future<Void> over = first ? end(scope, false) : scope.ending.over();
        cancels.send();
        return over;
    }

    /** Nobody knows the connection's state any more: it is thrown away at the end. */
    void doubt() {
        lease.doubt();
    }

    /** Throws the connection away at once: the server doesn't answer. */
    void giveUp() {
        synchronized (this) {
            cancels.forget();
        }
        lease.discard();
        drain();
    }

    /** Gives the connection back; it must be outside any transaction. A connection in doubt is thrown away. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        lease.release();
    }

    // ---- the loop: whoever changes the state calls drain() afterwards, outside the lock

    void drain() {
        for (Runnable step = next(); step != null; step = next()) {
            step.run();
        }
    }

    private synchronized Runnable next() {
        if (running != null || endings.areUnderWay() || cancels.areUnderWay()) {
            return null;
        }
        Runnable ending = endings.next();
        if (ending != null || acquiring) {
            return ending;
        }
        Scope innermost = open.top();
        Operation<?> operation = queue.first(innermost);
        if (operation == null) {
            return null;
        }
        if (connection == null) {
            acquiring = true;
            return () -> lease.acquire(this, this::acquired, this::notAcquired);
        }
        queue.remove(operation);
        running = operation;
        return () -> opener.send(operation, innermost);
    }

    @Override
    public String doing() {
        Operation<?> now;
        String before;
        Scope innermost;
        boolean ending;
        synchronized (this) {
            now = running;
            before = last;
            innermost = open.top();
            ending = endings.areUnderWay();
        }
        Scope transaction = innermost.enclosingTransaction();
        return (transaction == null ? "a lent connection" : transaction) + (now != null ? ", running " + now.described().get()
                : before == null ? "" : (ending ? ", ending, after " : ", running nothing since ") + before);
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

    // ---- what those tell who send SQL

    synchronized void opened(Scope scope) {
        open.opened(scope);
    }

    void begun() {
        synchronized (this) {
            open.begun();
        }
        cancels.send();
    }

    /**
     * Behind a failed BEGIN the statement ran alone, so its result is worth nothing; a write may have committed.
     *
     * @param stillOpen whether the transaction is open, and failed, though: what followed BEGIN in its message was refused
     */
    void beginFailed(Operation<?> operation, Throwable failure, boolean ranAlone, boolean stillOpen) {
        if (!Failures.isRefusal(failure)) {
            doubt();
        }
        if (!stillOpen) {
            synchronized (this) {
                open.notBegun();
            }
        }
        finish(operation, Future.failedFuture(Errors.ofBegin(operation, failure, ranAlone)));
    }

    <R> void ended(Operation<R> operation, AsyncResult<R> result) {
        if (result.failed() && Failures.isStalePlan(result.cause())) {
            doubt(); // its other statements may be as old
        }
        finish(operation, result.succeeded() ? result : Future.failedFuture(Errors.ofStatement(operation, result.cause())));
    }

    private <R> void finish(Operation<R> operation, AsyncResult<R> outcome) {
        synchronized (this) {
            running = null;
            last = operation.described().get();
            cancels.statementEnded();
            if (outcome.failed() && operation.scope().firstFailure == null) {
                operation.scope().firstFailure = outcome.cause();
            }
        }
        drain();
        operation.done().accept(outcome);
    }

    synchronized void left(Scope scope, Outcome outcome) {
        open.left(scope, outcome);
    }

    /** Whether a cancel request would hit what it is meant for. Call with the lock. */
    boolean hasCancellable() {
        return running != null && connection != null && connection.canBeCancelled() && open.isSettled();
    }
}
