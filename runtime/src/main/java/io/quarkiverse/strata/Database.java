package io.quarkiverse.strata;

import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * One PostgreSQL database. Inject it: {@code @Inject Database db} for the default datasource,
 * {@code @Inject @ReactiveDataSource("reports") Database reports} for a named one.
 *
 * <p>
 * Inside {@link #transaction} every use of the same {@code Database} joins the transaction, also in other beans, since the
 * transaction travels with the subscription.
 */
public interface Database extends Queries {

    /**
     * Runs {@code work} in a transaction and commits when its {@code Uni} has an item. It rolls back when the {@code Uni}
     * fails or is cancelled. Inside another transaction of the same database it joins that one: the outer end decides, and a
     * part that may fail alone is a {@link Transaction#savepoint savepoint}.
     *
     * <p>
     * Once COMMIT was sent the transaction ends as the server says, whether the subscriber is still there or not.
     *
     * <pre>{@code
     * Uni<Integer> moved = db.transaction(tx -> tx.execute(debit).chain(() -> tx.execute(credit)));
     * }</pre>
     */
    default <T> Uni<T> transaction(Function<Transaction, Uni<T>> work) {
        return transaction(TransactionOptions.defaults(), work);
    }

    /**
     * As {@link #transaction(Function)}, with options for this one: isolation, time limits, retries and what it does inside
     * another transaction.
     *
     * <pre>{@code
     * db.transaction(TransactionOptions.serializable().withRetries(3), tx -> …)
     * }</pre>
     *
     * @throws TransactionTimeoutException when it took longer than its timeout; all through the {@code Uni}
     * @throws SerializationFailureException when it couldn't be put in an order with others, also after its retries
     */
    <T> Uni<T> transaction(TransactionOptions options, Function<Transaction, Uni<T>> work);

    /**
     * Lends one connection for the time of {@code work}: statements run on it one after another, each its own transaction.
     * What {@code work} leaves in the server's session (settings, a role, temporary tables, session locks, LISTEN) is undone
     * before the connection goes back. Inside a transaction it lends the transaction's connection, and nothing is undone.
     * A {@link #stream stream} on it is a transaction of its own, so a statement for each of its rows would wait for the
     * stream's end for ever: use {@link #transaction} for that.
     */
    <T> Uni<T> withConnection(Function<Queries, Uni<T>> work);

    /**
     * Runs {@code work} as one request: what is read in it from a replica is at least as new as what was written in it before.
     * In a request of Quarkus REST that is so anyway, and {@code work} just belongs to it; elsewhere, as in a scheduled job,
     * this
     * gives {@code work} a Vert.x context of its own. It runs on the event loop then, so it must not block.
     *
     * <pre>{@code
     * db.readYourWrites(() -> db.insert(order).chain(() -> db.onReplica().list(OPEN_ORDERS)))
     * }</pre>
     */
    <T> Uni<T> readYourWrites(Supplier<Uni<T>> work);

    /** What is kept of this database's results by {@link #cacheFor}. */
    QueryCache cache();

    /** The same database for statements that mean to run beside the transaction in which they are subscribed. */
    Queries outsideTransaction();
}
