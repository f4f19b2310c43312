package io.quarkiverse.strata.transaction;

import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.execution.AbstractQueries;
import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.pool.Lease;
import io.quarkiverse.strata.pool.PooledCallUni;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.sql.Query;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;

/** The front door: statements join the transaction that they are subscribed in, else they go to the pool. */
public final class TransactionalDatabase extends AbstractQueries implements Database {

    private final PrimaryPool pool;
    private final Router router;
    private final PipelineBegin pipelineBegin;
    private final OpenTransactions open;

    public TransactionalDatabase(PrimaryPool pool, PipelineBegin pipelineBegin) {
        this(Router.primaryOnly(pool), pipelineBegin);
    }

    public TransactionalDatabase(Router router, PipelineBegin pipelineBegin) {
        super(CallOptions.NONE);
        this.router = router;
        this.pool = router.primary();
        this.pipelineBegin = pipelineBegin;
        this.open = new OpenTransactions(pool.dataSource());
    }

    @Override
    protected Queries with(CallOptions changed) {
        return new JoiningQueries(changed);
    }

    @Override
    protected <R> Uni<R> run(Supplier<Call<R>> call) {
        return new JoiningUni<>(call);
    }

    @Override
    protected <R> Uni<R> atomically(Function<Queries, Uni<R>> work) {
        return transaction(work::apply);
    }

    @Override
    public <T> Multi<T> stream(Query<T> query) {
        return stream(query, options());
    }

    private <T> Multi<T> stream(Query<T> query, CallOptions options) {
        return new CursorMulti<>(query, context -> {
            Scope scope = Scopes.find(context, pool.dataSource());
            if (scope != null) {
                return CursorMulti.Place.shared(scope);
            }
            open.check(query.rendered().text(), query.writes());
            return ownTransaction(query, options);
        });
    }

    @Override
    public <T> Uni<T> transaction(Function<Transaction, Uni<T>> work) {
        return new ScopedUni<>(context -> {
            Scope outer = Scopes.find(context, pool.dataSource());
            return outer == null ? Frames.own(newSession(false).root().transaction(false), open.opened())
                    : Frames.joined(outer);
        }, work);
    }

    @Override
    public <T> Uni<T> withConnection(Function<Queries, Uni<T>> work) {
        return new ScopedUni<Queries, T>(context -> {
            Scope outer = Scopes.find(context, pool.dataSource());
            return outer == null ? Frames.lent(newSession(true).root()) : Frames.lentInside(outer);
        }, work);
    }

    @Override
    public Queries outsideTransaction() {
        return new OutsideQueries(CallOptions.NONE);
    }

    @Override
    public <T> Uni<T> readYourWrites(Supplier<Uni<T>> work) {
        return new RequestUni<>(pool.vertx(), work);
    }

    private Session newSession(boolean lent) {
        return newSession(lent, new Lease(pool));
    }

    private Session newSession(boolean lent, Lease lease) {
        return new Session(pool, pipelineBegin, lent, lease);
    }

    private CursorMulti.Place ownTransaction(Query<?> query, CallOptions options) {
        Call.refuseOnReplica(query, options);
        Session session = newSession(false, new Lease(router.forRead(query, options)));
        return CursorMulti.Place.own(session.root().transaction(!query.writes()));
    }

    /** Finds out at subscription whether it is in a transaction. */
    private final class JoiningUni<R> extends AbstractUni<R> {

        private final Supplier<Call<R>> call;

        JoiningUni(Supplier<Call<R>> call) {
            this.call = call;
        }

        @Override
        public void subscribe(UniSubscriber<? super R> subscriber) {
            Scope scope = Scopes.find(subscriber.context(), pool.dataSource());
            AbstractUni.subscribe(scope != null ? new OperationUni<>(scope, call) : alone(this::checked), subscriber);
        }

        private Call<R> checked() {
            Call<R> made = call.get();
            open.check(made.text(), made.writes());
            return made;
        }
    }

    /** A statement that is in no transaction. */
    private <R> Uni<R> alone(Supplier<Call<R>> call) {
        return new PooledCallUni<>(router, call);
    }

    /** The database with options. */
    private final class JoiningQueries extends AbstractQueries {

        JoiningQueries(CallOptions options) {
            super(options);
        }

        @Override
        protected Queries with(CallOptions changed) {
            return new JoiningQueries(changed);
        }

        @Override
        protected <R> Uni<R> run(Supplier<Call<R>> call) {
            return new JoiningUni<>(call);
        }

        @Override
        protected <R> Uni<R> atomically(Function<Queries, Uni<R>> work) {
            return transaction(work::apply);
        }

        @Override
        public <T> Multi<T> stream(Query<T> query) {
            return TransactionalDatabase.this.stream(query, options());
        }
    }

    /** Statements that mean to run beside a transaction. */
    private final class OutsideQueries extends AbstractQueries {

        OutsideQueries(CallOptions options) {
            super(options);
        }

        @Override
        protected Queries with(CallOptions changed) {
            return new OutsideQueries(changed);
        }

        @Override
        protected <R> Uni<R> run(Supplier<Call<R>> call) {
            return alone(call);
        }

        @Override
        protected <R> Uni<R> atomically(Function<Queries, Uni<R>> work) {
            return new ScopedUni<Transaction, R>(
                    context -> Frames.own(newSession(false).root().transaction(false), open.opened()), work::apply);
        }

        @Override
        public <T> Multi<T> stream(Query<T> query) {
            return new CursorMulti<>(query, context -> ownTransaction(query, options()));
        }
    }
}
