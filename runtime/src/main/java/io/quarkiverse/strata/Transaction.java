package io.quarkiverse.strata;

import java.util.function.Function;

import io.smallrye.mutiny.Uni;

/**
 * A transaction under way. Its statements run one at a time in the order of their subscription. Used after its end it fails.
 */
public interface Transaction extends Queries {

    /**
     * Runs {@code work} under a savepoint: when its {@code Uni} fails or is cancelled, what it did is undone and the
     * transaction goes on. While it is open, statements of other branches of this transaction wait. The savepoint is sent
     * with the first statement of {@code work}, so work without statements costs nothing.
     *
     * <pre>{@code
     * tx.savepoint(sp -> sp.insert(audit)).onFailure().recoverWithNull()
     * }</pre>
     */
    <T> Uni<T> savepoint(Function<Transaction, Uni<T>> work);
}
