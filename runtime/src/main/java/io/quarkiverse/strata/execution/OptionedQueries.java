package io.quarkiverse.strata.execution;

import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.sql.Query;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Other queries with options. */
final class OptionedQueries extends AbstractQueries {

    private final AbstractQueries plain;

    OptionedQueries(AbstractQueries plain, CallOptions options) {
        super(plain, options);
        this.plain = plain;
    }

    @Override
    AbstractQueries with(CallOptions changed) {
        return new OptionedQueries(plain, changed);
    }

    @Override
    protected <R> Uni<R> run(Supplier<Call<R>> call, CallOptions options) {
        return plain.run(call, options);
    }

    @Override
    protected <R> Uni<R> atomically(Function<Transaction, Uni<R>> work) {
        return plain.atomically(work);
    }

    @Override
    protected <T> Multi<T> stream(Query<T> query, CallOptions options) {
        return plain.stream(query, options);
    }

    @Override
    protected Context kept(Context context) {
        return plain.kept(context);
    }

    @Override
    protected Object place(Context context) {
        return plain.place(context);
    }
}
