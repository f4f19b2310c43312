package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Transaction;
import io.smallrye.mutiny.Context;
import io.vertx.core.Future;

/** The kinds of scoped work, by who opens and ends the scope. */
final class Frames {

    static final Runnable NOTHING = () -> {
    };

    private Frames() {
    }

    /** A transaction on a session of its own; {@code closed} is run at its end. */
    static ScopedUni.Frame<Transaction> own(Scope scope, Runnable closed) {
        return new Owned<>(scope, new ScopedQueries(scope, true), scope.options.timeout(), () -> {
            // the connection goes back before the hooks run: they may want one too
            scope.session.close();
            closed.run();
        });
    }

    /** A transaction or savepoint inside a session that goes on. */
    static ScopedUni.Frame<Transaction> nested(Scope scope, Duration limit) {
        return new Owned<>(scope, new ScopedQueries(scope, true), limit, NOTHING);
    }

    /** A transaction for a single statement. */
    static ScopedUni.Frame<Scope> statement(Scope scope, Runnable closed) {
        return new Owned<>(scope, scope, scope.options.timeout(), closed);
    }

    /** A part of a transaction that is under way: the outer end decides, but a failed part must not be kept. */
    static ScopedUni.Frame<Transaction> joined(Scope scope, Duration limit) {
        return new Guest<>(scope, new ScopedQueries(scope, false), true, limit);
    }

    /** A lent connection; what runs on it isn't in a transaction, so it isn't put in the context. */
    static ScopedUni.Frame<Queries> lent(Scope scope, Duration limit) {
        return new Owned<>(scope, new ScopedQueries(scope, true), limit, scope.session::close) {
            @Override
            public Context context(Context outer) {
                return outer;
            }
        };
    }

    /** The transaction's own connection, lent to a part of it. */
    static ScopedUni.Frame<Queries> lentInside(Scope scope) {
        return new Guest<>(scope, new ScopedQueries(scope, false), false, null);
    }

    /** A scope that begins and ends with the work. */
    static class Owned<H> implements ScopedUni.Frame<H> {

        private final Scope scope;
        private final H handle;
        private final Duration limit;
        private final Runnable closed;
        private final AtomicBoolean over = new AtomicBoolean();
        private Context outside = Context.empty();

        /** @param closed is run at its end, before its hooks */
        Owned(Scope scope, H handle, Duration limit, Runnable closed) {
            this.scope = scope;
            this.handle = handle;
            this.limit = limit;
            this.closed = closed;
        }

        @Override
        public final Scope scope() {
            return scope;
        }

        @Override
        public final H handle() {
            return handle;
        }

        @Override
        public Context context(Context outer) {
            outside = outer;
            return Scopes.with(outer, scope.session.pool().dataSource(), scope);
        }

        @Override
        public final Future<Void> keep() {
            return closedAfter(scope.session.end(scope, true));
        }

        @Override
        public final Future<Void> undo(Throwable why) {
            return closedAfter(scope.session.end(scope, false));
        }

        @Override
        public Future<Void> abort() {
            return closedAfter(scope.session.abort(scope));
        }

        @Override
        public final Duration limit() {
            return limit;
        }

        private Future<Void> closedAfter(Future<Void> ending) {
            Future<Void> ended = AmbientTurn.of(scope, ending);
            return ended.transform(outcome -> {
                if (!over.compareAndSet(false, true)) {
                    return ended; // its subscriber left while it was ending
                }
                closed.run();
                return Hooks.run(scope.dueHooks(), outside, scope + " of datasource " + scope.session.pool().dataSource())
                        .compose(done -> ended);
            });
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
                scope.setRollbackOnly(why);
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
