package io.quarkiverse.strata.transaction;

import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.QueryCache;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.execution.AbstractQueries;
import io.quarkiverse.strata.execution.CacheMisuse;
import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.execution.ResultCache;
import io.quarkiverse.strata.pool.PooledCallUni;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.sql.Query;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;

/** The front door: statements join the transaction that they are subscribed in, else they go to the pool. */
public final class TransactionalDatabase extends AbstractQueries implements Database {

    private final PrimaryPool pool;
    private final PipelineBegin pipelineBegin;
    private final OpenTransactions open;
    private final ResultCache cache;

    public TransactionalDatabase(PrimaryPool pool, PipelineBegin pipelineBegin) {
        this(pool, pipelineBegin, ResultCache.disabled(pool.dataSource()));
    }

    /** @param cache answers reads outside of transactions that ask for it */
    public TransactionalDatabase(PrimaryPool pool, PipelineBegin pipelineBegin, ResultCache cache) {
        super(CallOptions.NONE);
        this.cache = cache;
        this.pool = pool;
        this.pipelineBegin = pipelineBegin;
        this.open = new OpenTransactions(pool.dataSource());
    }

    @Override
    protected Queries with(CallOptions changed) {
        return new JoiningQueries(changed);
    }

    @Override
    protected <R> Uni<R> run(Supplier<Call<R>> call) {
        return new JoiningUni<>(call, options());
    }

    @Override
    protected <R> Uni<R> atomically(Function<Queries, Uni<R>> work) {
        return transaction(work::apply);
    }

    @Override
    public <T> Multi<T> stream(Query<T> query) {
        return new CursorMulti<>(query, context -> {
            Scope scope = Scopes.find(context, pool.dataSource());
            if (scope != null) {
                return CursorMulti.Place.shared(scope);
            }
            open.check(query.rendered().text(), query.writes());
            return ownTransaction(query);
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
    public QueryCache cache() {
        return cache.handle();
    }

    private Session newSession(boolean lent) {
        return new Session(pool, pipelineBegin, lent);
    }

    private CursorMulti.Place ownTransaction(Query<?> query) {
        return CursorMulti.Place.own(newSession(false).root().transaction(!query.writes()));
    }

    /** Finds out at subscription whether it is in a transaction. */
    private final class JoiningUni<R> extends AbstractUni<R> {

        private final Supplier<Call<R>> call;
        private final CallOptions options;

        JoiningUni(Supplier<Call<R>> call, CallOptions options) {
            this.call = call;
            this.options = options;
        }

        @Override
        public void subscribe(UniSubscriber<? super R> subscriber) {
            Scope scope = Scopes.find(subscriber.context(), pool.dataSource());
            AbstractUni.subscribe(scope != null ? new OperationUni<>(scope, call) : alone(this::checked, options),
                    subscriber);
        }

        private Call<R> checked() {
            Call<R> made = call.get();
            open.check(made.text(), made.writes());
            return made;
        }
    }

    /** A statement that is in no transaction. */
    private <R> Uni<R> alone(Supplier<Call<R>> call, CallOptions options) {
        return options.cacheFor() == null ? new PooledCallUni<>(pool, call)
                : cache.read(call, raw -> new PooledCallUni<>(pool, () -> raw));
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
            return new JoiningUni<>(call, options());
        }

        @Override
        protected <R> Uni<R> atomically(Function<Queries, Uni<R>> work) {
            return transaction(work::apply);
        }

        @Override
        public <T> Multi<T> stream(Query<T> query) {
            return options().cacheFor() != null ? CacheMisuse.stream(query) : TransactionalDatabase.this.stream(query);
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
            return alone(call, options());
        }

        @Override
        protected <R> Uni<R> atomically(Function<Queries, Uni<R>> work) {
            return new ScopedUni<Transaction, R>(
                    context -> Frames.own(newSession(false).root().transaction(false), open.opened()), work::apply);
        }

        @Override
        public <T> Multi<T> stream(Query<T> query) {
            return options().cacheFor() != null ? CacheMisuse.stream(query)
                    : new CursorMulti<>(query, context -> ownTransaction(query));
        }
    }
}
