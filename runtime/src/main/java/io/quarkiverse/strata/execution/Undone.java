package io.quarkiverse.strata.execution;

import java.util.function.Function;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.Transaction;
import io.smallrye.mutiny.Uni;

/** Work whose result is kept and whose effects are not: a savepoint that is always rolled back. */
final class Undone {

    private Undone() {
    }

    static <R> Uni<R> around(Transaction transaction, Function<Queries, Uni<R>> work) {
        return transaction
                .<R> savepoint(inside -> work.apply(inside).chain(result -> Uni.createFrom().failure(new Kept(result))))
                .onFailure(Kept.class).recoverWithItem(Undone::result);
    }

    @SuppressWarnings("unchecked")
    private static <R> R result(Throwable kept) {
        return (R) ((Kept) kept).result;
    }

    /** Carries the result past the rollback. */
    private static final class Kept extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Object result;

        Kept(Object result) {
            super(null, null, false, false);
            this.result = result;
        }
    }
}
