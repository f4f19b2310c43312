package io.quarkiverse.strata.transaction;

import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Propagation;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.AbstractQueries;
import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CallOptions;
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
    private final TransactionOptions defaults;
    private final OpenTransactions open;

    public TransactionalDatabase(PrimaryPool pool, PipelineBegin pipelineBegin) {
        this(pool, pipelineBegin, TransactionOptions.defaults());
    }

    /** @param defaults what holds for transactions that don't ask for something else */
    public TransactionalDatabase(PrimaryPool pool, PipelineBegin pipelineBegin, TransactionOptions defaults) {
        super(CallOptions.NONE);
        this.pool = pool;
        this.pipelineBegin = pipelineBegin;
        this.defaults = defaults;
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
    public <T> Uni<T> transaction(TransactionOptions options, Function<Transaction, Uni<T>> work) {
        TransactionOptions own = options.orElse(defaults);
        Uni<T> transaction = new ScopedUni<>(context -> {
            Scope outer = Scopes.find(context, pool.dataSource());
            return Joins.inside(outer, options) ? inside(outer, options) : own(options, own);
        }, work);
        return own.retries() == null || own.retries() == 0 ? transaction
                : new RetryingUni<>(transaction, own.retries(), "A transaction of datasource " + pool.dataSource()
                        + (own.name() == null ? "" : ", " + own.name() + ","), pool.vertx(),
                        context -> !Joins.inside(Scopes.find(context, pool.dataSource()), options));
    }

    private ScopedUni.Frame<Transaction> own(TransactionOptions asked, TransactionOptions options) {
        if (asked.propagation() == Propagation.MANDATORY) {
            throw Errors.mandatory(pool.dataSource(), asked);
        }
        return Frames.own(newSession(options).root().transaction(options), open.opened());
    }

    private static ScopedUni.Frame<Transaction> inside(Scope outer, TransactionOptions asked) {
        Joins.check(outer, asked);
        return asked.propagation() == Propagation.NESTED ? Frames.nested(outer.savepoint(asked.name()), asked.timeout())
                : Frames.joined(outer, asked.timeout());
    }

    @Override
    public <T> Uni<T> withConnection(Function<Queries, Uni<T>> work) {
        return new ScopedUni<Queries, T>(context -> {
            Scope outer = Scopes.find(context, pool.dataSource());
            return outer == null ? Frames.lent(new Session(pool, pipelineBegin, true).root()) : Frames.lentInside(outer);
        }, work);
    }

    @Override
    public Queries outsideTransaction() {
        return new OutsideQueries(CallOptions.NONE);
    }

    /** A connection and its queue for one transaction, as its options want it. */
    private Session newSession(TransactionOptions options) {
        return new Session(pool, pipelineBegin, false);
    }

    private CursorMulti.Place ownTransaction(Query<?> query) {
        // how long a stream takes is its subscriber's business
        TransactionOptions options = TransactionOptions.defaults().withReadOnly(!query.writes())
                .withStatementTimeout(defaults.statementTimeout()).withLockTimeout(defaults.lockTimeout());
        return CursorMulti.Place.own(newSession(options).root().transaction(options));
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
        return new PooledCallUni<>(pool, call);
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
            checkStream();
            return TransactionalDatabase.this.stream(query);
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
                    context -> own(TransactionOptions.defaults(), defaults), work::apply);
        }

        @Override
        public <T> Multi<T> stream(Query<T> query) {
            checkStream();
            return new CursorMulti<>(query, context -> ownTransaction(query));
        }
    }
}
