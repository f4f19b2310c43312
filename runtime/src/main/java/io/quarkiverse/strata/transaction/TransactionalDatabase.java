package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.Notification;
import io.quarkiverse.strata.Propagation;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.QueryCache;
import io.quarkiverse.strata.ReplicaConflictException;
import io.quarkiverse.strata.SchemaChangedException;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.AbstractQueries;
import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.execution.Deadline;
import io.quarkiverse.strata.execution.OwnQuery;
import io.quarkiverse.strata.execution.ResultCache;
import io.quarkiverse.strata.execution.TimedUni;
import io.quarkiverse.strata.pool.Lease;
import io.quarkiverse.strata.pool.Notifications;
import io.quarkiverse.strata.pool.PooledCallUni;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.pool.ServerPool;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Statement;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;

/** The front door: statements join the transaction that they are subscribed in, else they go to the pool. */
public final class TransactionalDatabase extends AbstractQueries implements Database {

    private static final TransactionOptions SNAPSHOT = TransactionOptions.repeatableRead().withReadOnly(true).withRetries(0)
            .withPropagation(Propagation.REQUIRES_NEW).withName("snapshot");
    private static final Query<String> EXPORT = OwnQuery.reading(String.class, "SELECT pg_catalog.pg_export_snapshot()",
            List.of());

    private final PrimaryPool pool;
    private final Router router;
    private final SessionSettings settings;
    private final TransactionOptions defaults;
    /** Of what is in no transaction. */
    private final TransactionOptions alone;
    private final ToldSettings told;
    private final OpenTransactions open;
    private final ResultCache cache;
    private final AtomicReference<AmbientTransaction> ambient = new AtomicReference<>();
    private final OutcomeMarkers markers;
    private final Queries outside;
    private final Notifications notifications;
    private final SessionLocks locks;

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
        this.alone = TransactionOptions.defaults().withStatementTimeout(defaults.statementTimeout())
                .withLockTimeout(defaults.lockTimeout());
        this.told = new ToldSettings(pool.dataSource(), settings.request());
        this.markers = new OutcomeMarkers(pool);
        this.open = new OpenTransactions(pool.dataSource());
        this.outside = new OutsideQueries();
        this.notifications = new Notifications(pool);
        this.locks = new SessionLocks(pool.dataSource(), pool.maxSize());
    }

    @Override
    protected Object place(Context context) {
        Scope scope = Scopes.find(context, pool.dataSource());
        return scope == null ? told.in(context) : scope;
    }

    @Override
    protected Context kept(Context context) {
        return Scopes.find(context, pool.dataSource()) == null ? told.kept(context) : context;
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
            refuseBesideOther(context, query.writes(), "a stream that writes");
            return ownTransaction(query, options, context);
        });
    }

    @Override
    public <T> Uni<T> transaction(TransactionOptions options, Function<Transaction, Uni<T>> work) {
        TransactionOptions own = options.orElse(defaults);
        Uni<T> scoped = new ScopedUni<>(context -> {
            Scope outer = Scopes.find(context, pool.dataSource());
            if (Joins.inside(outer, options)) {
                return inside(outer, options);
            }
            refuseBesideOther(context, !options.readOnly() && options.propagation() != Propagation.REQUIRES_NEW,
                    "a transaction");
            return own(context, options, own);
        }, work);
        Uni<T> transaction = own.durableOutcome() && !own.readOnly()
                ? Uni.createFrom().context(context -> isOwn(context, options) ? markers.whenReady(scoped) : scoped)
                : scoped;
        Uni<T> retried = own.retries() == null || own.retries() == 0 ? transaction
                : new RetryingUni<>(transaction, own.retries(), "A transaction of datasource " + pool.dataSource()
                        + (own.name() == null ? "" : ", " + own.name() + ","), pool.vertx(),
                        context -> !Joins.inside(Scopes.find(context, pool.dataSource()), options),
                        () -> pool.listeners().transactions().forEach(listener -> listener.retried(pool.dataSource())));
        return told.once(retried);
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
        TransactionOptions timely = inTime(context, SessionSettings.with(options, told.in(context)));
        AmbientTransaction test = ambient.get();
        return test != null ? test.transaction(context, timely, open.opened())
                : Frames.own(newSession(timely).root().transaction(timely), open.opened());
    }

    /** With what the request's deadline leaves it. */
    private TransactionOptions inTime(Context context, TransactionOptions options) {
        Duration limit = timeLeft(context, options.timeout());
        return limit == options.timeout() ? options : options.withTimeout(limit);
    }

    private Duration timeLeft(Context context, Duration limit) {
        Duration least = Deadline.within(context, limit);
        if (least != null && (least.isNegative() || least.isZero() && limit != least)) {
            throw Errors.deadlineOver(pool.dataSource());
        }
        return least;
    }

    /** No transaction spans two databases. @param writes whether something would be kept when the other one is rolled back */
    private void refuseBesideOther(Context context, boolean writes, String what) {
        Scope other = writes ? Scopes.findOther(context, pool.dataSource()) : null;
        if (other != null) {
            throw Errors.besideOther(pool.dataSource(), other, what);
        }
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
            if (test == null) {
                needSession("withConnection(…)");
                refuseBesideOther(context, true, "withConnection(…)");
            }
            return test == null
                    ? Frames.lent(lentSession(SessionSettings.with(TransactionOptions.defaults(), told.in(context))).root(),
                            timeLeft(context, null))
                    : test.lent(context, alone(context));
        }, work);
    }

    @Override
    public <T> Uni<T> withLock(AdvisoryLock lock, Supplier<Uni<T>> work) {
        return locked(lock, true, limit -> new LockedUni<T, T>(locks, pool, lock, limit, work, item -> item, true, null));
    }

    @Override
    public <T> Uni<Boolean> tryWithLock(AdvisoryLock lock, Supplier<Uni<T>> work) {
        return locked(lock, false,
                limit -> new LockedUni<T, Boolean>(locks, pool, lock, limit, work, item -> true, false, false));
    }

    /** @param locking made for a limit of the wait */
    private <R> Uni<R> locked(AdvisoryLock lock, boolean waits, Function<Duration, Uni<R>> locking) {
        Objects.requireNonNull(lock, "lock");
        return Uni.createFrom().context(context -> {
            Scope outer = Scopes.find(context, pool.dataSource());
            if (outer != null) {
                throw Errors.lockInsideTransaction(pool.dataSource(), lock, outer);
            }
            needSession("withLock(…)");
            refuseBesideOther(context, true, "withLock(…)");
            if (waits) {
                SessionLocks.refuseCircle(pool.dataSource(), lock, context);
            }
            return locking.apply(timeLeft(context, defaults.lockTimeout()));
        });
    }

    @Override
    public <T> Uni<T> snapshot(int parts, Function<List<Queries>, Uni<T>> work) {
        checkParts(parts, pool);
        TransactionOptions options = SNAPSHOT.orElse(defaults);
        return new ScopedUni<Transaction, T>(context -> own(context, SNAPSHOT, options),
                first -> parts == 1 || ambient.get() != null ? work.apply(Collections.nCopies(parts, first))
                        : first.single(EXPORT).invoke(() -> checkParts(parts, ((ScopedQueries) first).server()))
                                .chain(exported -> parts(List.of(first), parts, ((ScopedQueries) first).options(), exported,
                                        work)));
    }

    private static void checkParts(int parts, ServerPool server) {
        int most = server.mostConnections();
        if (parts < 1 || most >= 0 && parts > most) {
            throw new IllegalArgumentException("STRATA-2433: a snapshot can't be read in " + parts
                    + " parts at once: each has a "
                    + "connection of its own, and the pool of " + server.server() + " of datasource " + server.dataSource()
                    + " has " + (most < 0 ? "fewer than that" : most) + ". Ask for fewer, or raise "
                    + "quarkus.datasource.reactive.max-size, or quarkus.strata.replicas.max-size.");
        }
    }

    /** Adds the parts that are missing, each in the scope of the one before, on the server of the first. */
    private <T> Uni<T> parts(List<Queries> there, int wanted, TransactionOptions options, String exported,
            Function<List<Queries>, Uni<T>> work) {
        if (there.size() == wanted) {
            return work.apply(there);
        }
        return new ScopedUni<Transaction, T>(context -> {
            Session session = new Session(pool, settings, markers, false,
                    new Lease(((ScopedQueries) there.get(0)).server()));
            return Frames.own(session.root().transaction(options, exported), open.opened());
        }, next -> parts(Stream.concat(there.stream(), Stream.of(next)).toList(), wanted, options, exported, work));
    }

    private void needSession(String what) {
        if (!pool.keepsSessions()) {
            throw Errors.needsSession(pool.dataSource(), what);
        }
    }

    @Override
    public Multi<Notification> listen(String channel) {
        needSession("listen(…)");
        return notifications.listen(channel);
    }

    PrimaryPool primary() {
        return pool;
    }

    /** Hears no notifications any more: the application stops. */
    public void close() {
        notifications.close();
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
        AmbientTransaction test = new AmbientTransaction(this, lentSession(TransactionOptions.defaults()), turnLimit);
        if (!ambient.compareAndSet(null, test)) {
            throw Errors.secondAmbient(pool.dataSource());
        }
        return test;
    }

    void endAmbient(AmbientTransaction test) {
        ambient.compareAndSet(test, null);
    }

    private Session lentSession(TransactionOptions options) {
        return new Session(pool, settings, markers, true, new Lease(pool), options);
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
            return test.stream(context, alone(context));
        }
        TransactionOptions options = settings.streams().guard(alone(context).withReadOnly(!query.writes()));
        return CursorMulti.Place.own(readSession(query, wanted).root().transaction(options));
    }

    /** A connection and its queue for a single statement, where it belongs. */
    private Session readSession(Statement statement, CallOptions wanted) {
        return new Session(pool, settings, markers, false, new Lease(pool, () -> router.forRead(statement, wanted)));
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
            Uni<R> run;
            try {
                run = scope != null ? new OperationUni<>(scope, call)
                        : alone(() -> checked(subscriber.context()), options, subscriber.context());
            } catch (Throwable mistake) {
                run = Uni.createFrom().failure(mistake);
            }
            AbstractUni.subscribe(run, subscriber);
        }

        private Call<R> checked(Context context) {
            Call<R> made = call.get();
            open.check(made.text(), made.writes());
            refuseBesideOther(context, made.writes(), "a write");
            return made;
        }
    }

    /** A statement that is in no transaction. */
    private <R> Uni<R> alone(Supplier<Call<R>> call, CallOptions options, Context context) {
        TransactionOptions own = alone(context);
        AmbientTransaction test = ambient.get();
        if (test != null) {
            return test.run(call, own);
        }
        return options.timeout() == null && Deadline.left(context) != null
                ? new TimedUni<>(null, call, timed -> pooled(timed, options, own))
                : pooled(call, options, own);
    }

    private <R> Uni<R> pooled(Supplier<Call<R>> call, CallOptions options, TransactionOptions own) {
        return options.cacheFor() == null || !own.settings().keySet().stream().allMatch(TransactionalDatabase::isOwnSetting)
                ? uncached(call, own)
                : cache.read(() -> call.get().with(own.settings()), raw -> uncached(() -> raw, own));
    }

    /** One that PostgreSQL knows may decide which tables a statement means, or what of them it sees. */
    private static boolean isOwnSetting(String setting) {
        return setting.indexOf('.') >= 0;
    }

    private <R> Uni<R> uncached(Supplier<Call<R>> call, TransactionOptions own) {
        return own.settings().isEmpty() ? new PooledCallUni<>(router, call)
                : Uni.createFrom().deferred(() -> inItsOwn(call.get(), call.get().options(), own));
    }

    /**
     * In a transaction for it alone, which has what it needs to be set. What only reads, and what was refused for the schema's
     * sake, is run again where the pool would do so: once, on the primary.
     */
    private <R> Uni<R> inItsOwn(Call<R> call, CallOptions wanted, TransactionOptions options) {
        return inItsOwnOnce(call, wanted, options).onFailure(failure -> failure instanceof SchemaChangedException
                || call.statement().readsOnly() && (failure instanceof ConnectionLostException
                        || failure instanceof ReplicaConflictException))
                .recoverWithUni(() -> inItsOwnOnce(call, wanted.withTarget(CallOptions.Target.PRIMARY), options));
    }

    private <R> Uni<R> inItsOwnOnce(Call<R> call, CallOptions wanted, TransactionOptions options) {
        return new ScopedUni<Scope, R>(context -> {
            Session session = readSession(call.statement(), wanted);
            return Frames.statement(session.root().transaction(options.withReadOnly(call.statement().readsOnly())),
                    session::close);
        }, scope -> new OperationUni<>(scope, () -> call));
    }

    /** Of a statement or stream that is in no transaction. */
    private TransactionOptions alone(Context context) {
        return SessionSettings.with(alone, told.in(context));
    }

    /** Statements that mean to run beside a transaction. */
    private final class OutsideQueries extends AbstractQueries {

        OutsideQueries() {
            super(pool.listeners().callSites());
        }

        @Override
        protected Context kept(Context context) {
            return told.kept(context);
        }

        @Override
        protected Object place(Context context) {
            return List.of(OutsideQueries.class, told.in(context));
        }

        @Override
        protected <R> Uni<R> run(Supplier<Call<R>> call, CallOptions options) {
            return Uni.createFrom().context(context -> alone(call, options, context));
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
