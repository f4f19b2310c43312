package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.AbstractQueries;
import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.Requests;
import io.quarkiverse.strata.sql.Query;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;

/**
 * For tests: a transaction that takes in everything that a database runs, on one connection, and is rolled back at its end.
 * What would have been a transaction of its own, be it a single statement, is a savepoint in it.
 */
public final class AmbientTransaction {

    private final TransactionalDatabase database;
    private final Session session;
    private final Scope whole;
    /** The requests of the transactions that are open, for statements that come without a scope. */
    private final Map<Scope, io.vertx.core.Context> requests = new ConcurrentHashMap<>();

    AmbientTransaction(TransactionalDatabase database, Session session, Duration turnLimit) {
        this.database = database;
        this.session = session;
        this.whole = session.root().transaction(TestPart.whole(turnLimit));
    }

    /**
     * Begins one. It takes its connection with the first statement.
     *
     * @param turnLimit how long a statement waits for its turn while nothing moves; then it fails
     * @throws IllegalStateException when one is under way on this database
     */
    public static AmbientTransaction begin(TransactionalDatabase database, Duration turnLimit) {
        return database.beginAmbient(turnLimit);
    }

    /** Undoes everything and gives the connection back as it was. Ends when the server has confirmed; never fails. */
    public Uni<Void> rollback() {
        return Uni.createFrom().<Void> emitter(done -> {
            database.endAmbient(this);
            // what others remember of the test's writes, a cache for example, must go with them
            Listeners listeners = session.pool().listeners();
            Future<Void> told = whole.writes.isEmpty() ? Future.succeededFuture() : listeners.before(whole.writes);
            told.onComplete(heard -> session.end(session.root(), false).onComplete(over -> {
                session.close();
                if (!whole.writes.isEmpty()) {
                    listeners.ended(whole.writes, Outcome.ROLLED_BACK);
                }
                done.complete(null);
            }));
        }).memoize().indefinitely();
    }

    /** One statement that would have been its own transaction. @param options with what the request adds */
    <R> Uni<R> run(Supplier<Call<R>> supplier, TransactionOptions options) {
        return Uni.createFrom().deferred(() -> {
            Call<R> call = supplier.get();
            return new ScopedUni<Scope, R>(context -> AmbientFrames.statement(
                    parent(context).standIn(options, call.writes())),
                    scope -> new OperationUni<>(scope, () -> call));
        });
    }

    /** A transaction. @param closed is run at its end */
    ScopedUni.Frame<Transaction> transaction(Context context, TransactionOptions options, Runnable closed) {
        Scope scope = parent(context).standIn(options, !options.readOnly());
        io.vertx.core.Context request = Requests.current();
        if (request != null) {
            requests.put(scope, request);
        }
        return AmbientFrames.transaction(scope, () -> {
            requests.remove(scope);
            closed.run();
        });
    }

    /** A stream that would have had a transaction of its own: each fetch is one. */
    CursorMulti.Place stream(Context context, TransactionOptions options) {
        return CursorMulti.Place.fetchwise(parent(context), options);
    }

    /** What would have been a connection of its own. */
    ScopedUni.Frame<Queries> lent(Context context, TransactionOptions options) {
        return AmbientFrames.lent(parent(context), new LentQueries(options));
    }

    /**
     * Where something goes that means to stand beside what is open. It can't: what is open would wait for it while it waits
     * for that to end. So it goes inside.
     */
    private Scope parent(Context context) {
        Scope found = Scopes.find(context, session.pool().dataSource());
        if (found != null && found.session == session && session.isLive(found)) {
            return found;
        }
        io.vertx.core.Context request = Requests.current();
        Scope top = session.top();
        if (request != null && session.isLive(top)) {
            for (Scope scope = top; scope != null; scope = scope.parent) {
                if (requests.get(scope) == request) {
                    return top;
                }
            }
        }
        return whole;
    }

    /** The verbs on a lent connection. */
    private final class LentQueries extends AbstractQueries {

        private final TransactionOptions options;

        LentQueries(TransactionOptions options) {
            super(session.pool().listeners().callSites());
            this.options = options;
        }

        @Override
        protected <R> Uni<R> run(Supplier<Call<R>> call, CallOptions wanted) {
            return AmbientTransaction.this.run(call, options);
        }

        @Override
        protected <R> Uni<R> atomically(Function<Transaction, Uni<R>> work) {
            return new ScopedUni<>(context -> transaction(context, options, Frames.NOTHING), work);
        }

        @Override
        protected <T> Multi<T> stream(Query<T> query, CallOptions wanted) {
            return new CursorMulti<>(query, wanted, context -> AmbientTransaction.this.stream(context, options));
        }
    }
}
