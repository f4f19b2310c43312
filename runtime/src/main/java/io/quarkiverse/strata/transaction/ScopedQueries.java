package io.quarkiverse.strata.transaction;

import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.execution.AbstractQueries;
import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.execution.CallSites;
import io.quarkiverse.strata.sql.Query;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The verbs inside one scope: a transaction, a savepoint, or a lent connection. */
final class ScopedQueries extends AbstractQueries implements Transaction {

    private final Scope scope;

    ScopedQueries(Scope scope) {
        super(CallOptions.NONE);
        this.scope = scope;
    }

    private ScopedQueries(ScopedQueries origin, CallOptions options) {
        super(options, origin);
        this.scope = origin.scope;
    }

    @Override
    protected Queries with(CallOptions changed) {
        return new ScopedQueries(this, changed);
    }

    @Override
    protected CallSites callSites() {
        return scope.session.pool().listeners().callSites();
    }

    @Override
    protected Object place(Context context) {
        return scope;
    }

    @Override
    protected <R> Uni<R> run(Supplier<Call<R>> call) {
        return new OperationUni<>(scope, call);
    }

    /** Inside a transaction it is the transaction that keeps all or nothing; on a lent connection one is opened for it. */
    @Override
    protected <R> Uni<R> atomically(Function<Transaction, Uni<R>> work) {
        return scope.kind == Scope.Kind.CONNECTION
                ? new ScopedUni<>(context -> Frames.nested(scope.transaction(false)), work)
                : work.apply(this);
    }

    @Override
    public <T> Multi<T> stream(Query<T> query) {
        return scope.kind == Scope.Kind.CONNECTION
                ? new CursorMulti<>(query, placed(query), context -> CursorMulti.Place.own(scope.transaction(!query.writes())))
                : new CursorMulti<>(query, placed(query), context -> CursorMulti.Place.shared(scope));
    }

    @Override
    public <T> Uni<T> savepoint(Function<Transaction, Uni<T>> work) {
        return new ScopedUni<>(context -> {
            Circles.refuse(scope, context, "SAVEPOINT");
            return Frames.nested(scope.savepoint());
        }, work);
    }
}
