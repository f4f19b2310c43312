package io.quarkiverse.strata.transaction;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.AbstractQueries;
import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.execution.Deadline;
import io.quarkiverse.strata.execution.TimedUni;
import io.quarkiverse.strata.pool.ServerPool;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.SetConstraints;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The verbs inside one scope: a transaction, a savepoint, or a lent connection. */
final class ScopedQueries extends AbstractQueries implements Transaction {

    private final Scope scope;
    private final boolean owner;

    /** @param owner whether its user began the scope, and doesn't only take part in it */
    ScopedQueries(Scope scope, boolean owner) {
        super(scope.session.pool().listeners().callSites());
        this.scope = scope;
        this.owner = owner;
    }

    @Override
    protected Object place(Context context) {
        return scope;
    }

    @Override
    protected <R> Uni<R> run(Supplier<Call<R>> call, CallOptions options) {
        if (scope.kind == Scope.Kind.CONNECTION && !scope.options.settings().isEmpty()) {
            return new ScopedUni<Scope, R>(context -> Frames.statement(scope.transaction(scope.options), Frames.NOTHING),
                    own -> new OperationUni<>(own, call));
        }
        return scope.kind != Scope.Kind.CONNECTION || options.timeout() != null ? new OperationUni<>(scope, call)
                : Uni.createFrom().context(context -> Deadline.left(context) == null ? new OperationUni<>(scope, call)
                        : new TimedUni<>(null, call, timed -> new OperationUni<>(scope, timed)));
    }

    /** Inside a transaction it is the transaction that keeps all or nothing; on a lent connection one is opened for it. */
    @Override
    protected <R> Uni<R> atomically(Function<Transaction, Uni<R>> work) {
        return scope.kind == Scope.Kind.CONNECTION
                ? new ScopedUni<>(context -> Frames.nested(scope.transaction(scope.options), null), work)
                : work.apply(this);
    }

    @Override
    protected <T> Multi<T> stream(Query<T> query, CallOptions options) {
        return new CursorMulti<>(query, options, context -> scope.kind == Scope.Kind.CONNECTION
                ? CursorMulti.Place
                        .own(scope.transaction(scope.session.streamLimits().guard(scope.options.withReadOnly(!query.writes()))))
                : CursorMulti.Place.shared(scope));
    }

    @Override
    public <T> Uni<T> savepoint(Function<Transaction, Uni<T>> work) {
        return nested(null, work);
    }

    @Override
    public <T> Uni<T> savepoint(String name, Function<Transaction, Uni<T>> work) {
        return nested(SavepointNames.check(Objects.requireNonNull(name, "name")), work);
    }

    private <T> Uni<T> nested(String name, Function<Transaction, Uni<T>> work) {
        return new ScopedUni<>(context -> {
            Circles.refuse(scope, context, "SAVEPOINT");
            return Frames.nested(scope.savepoint(name), null);
        }, work);
    }

    @Override
    public Uni<Void> lock(AdvisoryLock lock) {
        return Uni.createFrom().context(context -> {
            SessionLocks.refuseCircle(scope.session.pool().dataSource(), lock, context);
            return locking(lock, LockQueries.take(lock));
        }).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> tryLock(AdvisoryLock lock) {
        return locking(lock, LockQueries.attempt(lock, true));
    }

    private Uni<Boolean> locking(AdvisoryLock lock, Query<Boolean> query) {
        String dataSource = scope.session.pool().dataSource();
        return Uni.createFrom().deferred(() -> {
            if (scope.options.isolation() == IsolationLevel.REPEATABLE_READ) {
                throw Errors.lockBehindSnapshot(dataSource, scope, lock);
            }
            return single(query).onItem().ifNull()
                    .failWith(() -> Errors.lockOnReplica(dataSource, scope.session.server().server(), lock));
        });
    }

    @Override
    public Uni<Void> deferConstraints(String... names) {
        return execute(SetConstraints.deferred(names)).replaceWithVoid();
    }

    @Override
    public Uni<Void> checkConstraints(String... names) {
        return execute(SetConstraints.immediate(names)).replaceWithVoid();
    }

    /** Of its transaction. */
    TransactionOptions options() {
        return scope.options;
    }

    /** The server that it is on; known when a statement has run. */
    ServerPool server() {
        return scope.session.server();
    }

    @Override
    public void setRollbackOnly() {
        scope.session.change(scope, changed -> changed.askRollback(owner));
    }

    @Override
    public void afterCommit(Supplier<? extends Uni<?>> hook) {
        add(Hooks.When.COMMITTED, hook);
    }

    @Override
    public void afterCommit(Runnable hook) {
        add(Hooks.When.COMMITTED, action(hook));
    }

    @Override
    public void afterRollback(Supplier<? extends Uni<?>> hook) {
        add(Hooks.When.ROLLED_BACK, hook);
    }

    @Override
    public void afterRollback(Runnable hook) {
        add(Hooks.When.ROLLED_BACK, action(hook));
    }

    private void add(Hooks.When when, Supplier<? extends Uni<?>> hook) {
        Objects.requireNonNull(hook, "hook");
        scope.session.change(scope, changed -> changed.hooks.add(when, hook));
    }

    private static Supplier<Uni<?>> action(Runnable hook) {
        Objects.requireNonNull(hook, "hook");
        return () -> {
            hook.run();
            return null;
        };
    }
}
