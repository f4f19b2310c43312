package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.Propagation;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.QueryCache;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.AbstractQueries;
import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.execution.ResultCache;
import io.quarkiverse.strata.pool.Lease;
import io.quarkiverse.strata.pool.PooledCallUni;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.sql.Query;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;

/** The front door: statements join the transaction that they are subscribed in, else they go to the pool. */
public final class TransactionalDatabase extends AbstractQueries implements Database {

    private final PrimaryPool pool;
    private final Router router;
    private final SessionSettings settings;
    private final TransactionOptions defaults;
    private final OpenTransactions open;
    private final ResultCache cache;
    private final AtomicReference<AmbientTransaction> ambient = new AtomicReference<>();
    private final OutcomeMarkers markers;
    private final Queries outside;

    public TransactionalDatabase(PrimaryPool pool, PipelineBegin pipelineBegin) {
        this(Router.primaryOnly(pool), SessionSettings.of(pipelineBegin), TransactionOptions.defaults(),
                ResultCache.disabled(pool.dataSource()));
    }

    /**
     * @param defaults what holds for transactions that don't ask for something else
     * @param cache answers reads outside of transactions that ask for it
     */
    public TransactionalDatabase(Router router, SessionSettings settings, TransactionOptions defaults, ResultCache cache) {
        super(router.primary().listeners().callSites());
        this.router = router;
        this.pool = router.primary();
        this.cache = cache;
        this.settings = settings;
        this.defaults = defaults;
        this.markers = new OutcomeMarkers(pool);
        this.open = new OpenTransactions(pool.dataSource());
        this.outside = new OutsideQueries();
    }

    @Override
    protected Object place(Context context) {
        return Scopes.find(context, pool.dataSource());
    }

    @Override
    protected <R> Uni<R> run(Supplier<Call<R>> call, CallOptions options) {
        return new JoiningUni<>(call, options);
    }

    @Override
    protected <R> Uni<R> atomically(Function<Transaction, Uni<R>> work) {
        return transaction(work);
    }

    @Override
    protected <T> Multi<T> stream(Query<T> query, CallOptions options) {
        return new CursorMulti<>(query, options, context -> {
            Scope scope = Scopes.find(context, pool.dataSource());
            if (scope != null) {
                return CursorMulti.Place.shared(scope);
            }
            open.check(query.rendered().text(), query.writes());
            return ownTransaction(query, options, context);
        });
    }

    @Override
    public <T> Uni<T> transaction(TransactionOptions options, Function<Transaction, Uni<T>> work) {
        TransactionOptions own = options.orElse(defaults);
        Uni<T> scoped = new ScopedUni<>(context -> {
            Scope outer = Scopes.find(context, pool.dataSource());
            return Joins.inside(outer, options) ? inside(outer, options) : own(context, options, own);
        }, work);
        Uni<T> transaction = own.durableOutcome() && !own.readOnly()
                ? Uni.createFrom().context(context -> isOwn(context, options) ? markers.whenReady(scoped) : scoped)
                : scoped;
        return own.retries() == null || own.retries() == 0 ? transaction
                : new RetryingUni<>(transaction, own.retries(), "A transaction of datasource " + pool.dataSource()
                        + (own.name() == null ? "" : ", " + own.name() + ","), pool.vertx(),
                        context -> !Joins.inside(Scopes.find(context, pool.dataSource()), options));
    }

    /** Whether it is a transaction on the server, of which something can be left there. */
    private boolean isOwn(Context context, TransactionOptions asked) {
        return ambient.get() == null && asked.propagation() != Propagation.MANDATORY
                && !Joins.inside(Scopes.find(context, pool.dataSource()), asked);
    }

    private ScopedUni.Frame<Transaction> own(Context context, TransactionOptions asked, TransactionOptions options) {
        if (asked.propagation() == Propagation.MANDATORY) {
            throw Errors.mandatory(pool.dataSource(), asked);
        }
        AmbientTransaction test = ambient.get();
        return test != null ? test.transaction(context, options, open.opened())
                : Frames.own(newSession(options).root().transaction(options), open.opened());
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
            if (outer != null) {
                return Frames.lentInside(outer);
            }
            AmbientTransaction test = ambient.get();
            return test == null ? Frames.lent(lentSession().root()) : test.lent(context);
        }, work);
    }

    @Override
    public Queries outsideTransaction() {
        return outside;
    }

    @Override
    public QueryCache cache() {
        return cache.handle();
    }

    @Override
    public <T> Uni<T> readYourWrites(Supplier<Uni<T>> work) {
        return new RequestUni<>(pool.vertx(), work);
    }

    AmbientTransaction beginAmbient(Duration turnLimit) {
        AmbientTransaction test = new AmbientTransaction(this, lentSession(), turnLimit);
        if (!ambient.compareAndSet(null, test)) {
            throw Errors.secondAmbient(pool.dataSource());
        }
        return test;
    }

    void endAmbient(AmbientTransaction test) {
        ambient.compareAndSet(test, null);
    }

    private Session lentSession() {
        return new Session(pool, settings, markers, true, new Lease(pool));
    }

    /** A connection and its queue for one transaction, as its options want it. */
    private Session newSession(TransactionOptions options) {
        boolean replicaTakesIt = options.readOnly() && !options.deferrable()
                && options.isolation() != IsolationLevel.SERIALIZABLE;
        Lease lease = replicaTakesIt ? new Lease(pool, router::forReadOnlyTransaction) : new Lease(pool);
        return new Session(pool, settings, markers, false, lease);
    }

    private CursorMulti.Place ownTransaction(Query<?> query, CallOptions wanted, Context context) {
        Call.refuseOnReplica(query, wanted);
        AmbientTransaction test = ambient.get();
        if (test != null) {
            return test.stream(context);
        }
        // how long a stream takes is its subscriber's business
        TransactionOptions options = TransactionOptions.defaults().withReadOnly(!query.writes())
                .withStatementTimeout(defaults.statementTimeout()).withLockTimeout(defaults.lockTimeout());
        Session session = new Session(pool, settings, markers, false, new Lease(pool, () -> router.forRead(query, wanted)));
        return CursorMulti.Place.own(session.root().transaction(options));
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
        AmbientTransaction test = ambient.get();
        if (test != null) {
            return test.run(call);
        }
        return options.cacheFor() == null ? new PooledCallUni<>(router, call)
                : cache.read(call, raw -> new PooledCallUni<>(router, () -> raw));
    }

    /** Statements that mean to run beside a transaction. */
    private final class OutsideQueries extends AbstractQueries {

        OutsideQueries() {
            super(pool.listeners().callSites());
        }

        @Override
        protected Object place(Context context) {
            return OutsideQueries.class;
        }

        @Override
        protected <R> Uni<R> run(Supplier<Call<R>> call, CallOptions options) {
            return Uni.createFrom().deferred(() -> alone(call, options));
        }

        @Override
        protected <R> Uni<R> atomically(Function<Transaction, Uni<R>> work) {
            return new ScopedUni<>(context -> own(context, TransactionOptions.defaults(), defaults), work);
        }

        @Override
        protected <T> Multi<T> stream(Query<T> query, CallOptions options) {
            return new CursorMulti<>(query, options, context -> ownTransaction(query, options, context));
        }
    }
}
