package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Transaction;
import io.smallrye.mutiny.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** The kinds of scoped work, by who opens and ends the scope. */
final class Frames {

    private Frames() {
    }

    /** A transaction on a session of its own; {@code closed} is run at its end. */
    static ScopedUni.Frame<Transaction> own(Scope scope, Runnable closed) {
        return new Owned<>(scope, new ScopedQueries(scope, true), true, closed);
    }

    /** A transaction or savepoint inside a session that goes on. */
    static ScopedUni.Frame<Transaction> nested(Scope scope, Duration limit) {
        return new Nested(scope, limit);
    }

    /** A part of a transaction that is under way: the outer end decides, but a failed part must not be kept. */
    static ScopedUni.Frame<Transaction> joined(Scope scope, Duration limit) {
        return new Guest<>(scope, new ScopedQueries(scope, false), true, limit);
    }

    /** A lent connection; what runs on it isn't in a transaction, so it isn't put in the context. */
    static ScopedUni.Frame<Queries> lent(Scope scope) {
        return new Owned<>(scope, new ScopedQueries(scope, true), false, () -> {
        });
    }

    /** The transaction's own connection, lent to a part of it. */
    static ScopedUni.Frame<Queries> lentInside(Scope scope) {
        return new Guest<>(scope, new ScopedQueries(scope, false), false, null);
    }

    private static final class Owned<H> implements ScopedUni.Frame<H> {

        private final Scope scope;
        private final H handle;
        private final boolean inContext;
        private final Runnable closed;
        private final AtomicBoolean over = new AtomicBoolean();
        private final Promise<Void> hooksEnded = Promise.promise();
        private Context outside;

        Owned(Scope scope, H handle, boolean inContext, Runnable closed) {
            this.scope = scope;
            this.handle = handle;
            this.inContext = inContext;
            this.closed = closed;
        }

        @Override
        public Scope scope() {
            return scope;
        }

        @Override
        public H handle() {
            return handle;
        }

        @Override
        public Context context(Context outer) {
            outside = outer;
            return inContext ? Scopes.with(outer, scope.session.pool().dataSource(), scope) : outer;
        }

        @Override
        public Future<Void> keep() {
            return closedAfter(scope.session.end(scope, true));
        }

        @Override
        public Future<Void> undo(Throwable why) {
            return closedAfter(scope.session.end(scope, false));
        }

        @Override
        public Future<Void> abort() {
            return closedAfter(scope.session.abort(scope));
        }

        @Override
        public Duration limit() {
            return scope.options.timeout();
        }

        /** The connection goes back before the hooks run: they may want one too. */
        private Future<Void> closedAfter(Future<Void> ended) {
            return ended.transform(outcome -> {
                if (over.compareAndSet(false, true)) {
                    scope.session.close();
                    closed.run();
                    Hooks.run(scope.session.dueHooks(scope), outside,
                            scope + " of datasource " + scope.session.pool().dataSource())
                            .onComplete(done -> hooksEnded.complete());
                }
                return hooksEnded.future().compose(done -> ended);
            });
        }
    }

    private record Nested(Scope scope, Duration limit) implements ScopedUni.Frame<Transaction> {

        @Override
        public Transaction handle() {
            return new ScopedQueries(scope, true);
        }

        @Override
        public Context context(Context outer) {
            return Scopes.with(outer, scope.session.pool().dataSource(), scope);
        }

        @Override
        public Future<Void> keep() {
            return AmbientTurn.of(scope, scope.session.end(scope, true));
        }

        @Override
        public Future<Void> undo(Throwable why) {
            return AmbientTurn.of(scope, scope.session.end(scope, false));
        }

        @Override
        public Future<Void> abort() {
            return scope.session.abort(scope);
        }
    }

    private record Guest<H>(Scope scope, H handle, boolean mustEndWell, Duration limit) implements ScopedUni.Frame<H> {

        @Override
        public Context context(Context outer) {
            return outer;
        }

        @Override
        public Future<Void> keep() {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> undo(Throwable why) {
            if (mustEndWell) {
                scope.session.setRollbackOnly(scope, why);
            }
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> abort() {
            return undo(new CancellationException("a joined part was cancelled"));
        }

        @Override
        public Future<Void> timedOut(Throwable why) {
            return undo(why);
        }
    }
}
