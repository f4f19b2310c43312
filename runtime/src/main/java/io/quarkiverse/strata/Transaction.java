package io.quarkiverse.strata;

import java.util.function.Function;
import java.util.function.Supplier;

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

    /**
     * As {@link #savepoint(Function)}, under a name: the server's savepoint has it, and messages and logs use it.
     *
     * @param name at most 63 bytes, quoted where PostgreSQL needs it; {@code s0}, {@code s1}, … are Strata's own
     */
    <T> Uni<T> savepoint(String name, Function<Transaction, Uni<T>> work);

    /**
     * Takes an advisory lock, waiting for it, until the end of this transaction, or of this savepoint when that is rolled back.
     * It costs no connection of its own. Not in REPEATABLE READ, which wouldn't see what was done under the lock before; a
     * SERIALIZABLE transaction may fail with {@link SerializationFailureException} instead.
     *
     * <pre>{@code
     * db.transaction(tx -> tx.lock(AdvisoryLock.named("invoice:" + id)).chain(() -> …))
     * }</pre>
     *
     * @throws StatementTimeoutException when the lock time-out is over; all through the {@code Uni}
     * @throws DeadlockException when two transactions wait for each other's locks
     */
    Uni<Void> lock(AdvisoryLock lock);

    /** As {@link #lock}, but doesn't wait. @return whether it has the lock now */
    Uni<Boolean> tryLock(AdvisoryLock lock);

    /**
     * Has constraints that are DEFERRABLE checked at COMMIT only, or by {@link #checkConstraints}.
     *
     * @param names their names, {@code schema.name} where it isn't on the search path; none for all that are deferrable
     */
    Uni<Void> deferConstraints(String... names);

    /**
     * Checks deferred constraints now and, from now on, after each statement.
     *
     * @param names as for {@link #deferConstraints}
     * @throws UniqueViolationException and the other constraint failures, through the {@code Uni}
     */
    Uni<Void> checkConstraints(String... names);

    /**
     * Makes sure that nothing of this transaction, or of this savepoint, is kept. Its work goes on, and when it ends well its
     * item is delivered, although everything was rolled back. Where a part that had joined a transaction asks for it, that
     * transaction fails at its end with {@link TransactionRolledBackException}, since its owner knows nothing of it, unless
     * the owner has asked for the same.
     */
    void setRollbackOnly();

    /**
     * Has {@code hook} run once, after this transaction was committed and its connection went back, outside its scope. Hooks
     * run one after another in the order of their registration; the transaction's {@code Uni} waits for them. A failing hook
     * is logged and changes nothing. Of a savepoint that is rolled back no commit hook is left; where nobody knows whether
     * COMMIT happened ({@link CommitUnknownException}) none runs. They run for a cancelled subscriber too, on an event loop: a
     * hook must not block.
     *
     * <pre>{@code
     * tx.insert(order).invoke(() -> tx.afterCommit(() -> mailer.send(confirmation)))
     * }</pre>
     */
    void afterCommit(Supplier<? extends Uni<?>> hook);

    /** As {@link #afterCommit(Supplier)}, for what is done when it returns. */
    void afterCommit(Runnable hook);

    /**
     * Has {@code hook} run once, after this transaction, or the savepoint that it was registered in, was rolled back: what the
     * transaction did elsewhere can be undone there. It runs at the end of the whole transaction, under the rules of
     * {@link #afterCommit(Supplier)}. A transaction that is run again ({@link TransactionOptions#retries}) was rolled back
     * before.
     */
    void afterRollback(Supplier<? extends Uni<?>> hook);

    /** As {@link #afterRollback(Supplier)}, for what is done when it returns. */
    void afterRollback(Runnable hook);
}
