package io.quarkiverse.strata.transaction;

import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.execution.AbstractQueries;
import io.quarkiverse.strata.execution.CacheMisuse;
import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.sql.Query;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The verbs inside one scope: a transaction, a savepoint, or a lent connection. */
final class ScopedQueries extends AbstractQueries implements Transaction {

    private final Scope scope;

    ScopedQueries(Scope scope) {
        this(scope, CallOptions.NONE);
    }

    private ScopedQueries(Scope scope, CallOptions options) {
        super(options);
        this.scope = scope;
    }

    @Override
    protected Queries with(CallOptions changed) {
        return new ScopedQueries(scope, changed);
    }

    @Override
    protected <R> Uni<R> run(Supplier<Call<R>> call) {
        return new OperationUni<>(scope, call);
    }

    /** Inside a transaction it is the transaction that keeps all or nothing; on a lent connection one is opened for it. */
    @Override
    protected <R> Uni<R> atomically(Function<Queries, Uni<R>> work) {
        return scope.kind == Scope.Kind.CONNECTION
                ? new ScopedUni<>(context -> Frames.nested(scope.transaction(false)), work::apply)
                : work.apply(this);
    }

    @Override
    public <T> Multi<T> stream(Query<T> query) {
        if (options().cacheFor() != null) {
            return CacheMisuse.stream(query);
        }
        return scope.kind == Scope.Kind.CONNECTION
                ? new CursorMulti<>(query, context -> CursorMulti.Place.own(scope.transaction(!query.writes())))
                : new CursorMulti<>(query, context -> CursorMulti.Place.shared(scope));
    }

    @Override
    public <T> Uni<T> savepoint(Function<Transaction, Uni<T>> work) {
        return new ScopedUni<>(context -> {
            Circles.refuse(scope, context, "SAVEPOINT");
            return Frames.nested(scope.savepoint());
        }, work);
    }
}
