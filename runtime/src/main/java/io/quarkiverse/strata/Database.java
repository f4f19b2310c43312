package io.quarkiverse.strata;

import java.util.function.Function;

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
    <T> Uni<T> transaction(Function<Transaction, Uni<T>> work);

    /**
     * Lends one connection for the time of {@code work}: statements run on it one after another, each its own transaction.
     * What {@code work} leaves in the server's session (settings, a role, temporary tables, session locks, LISTEN) is undone
     * before the connection goes back. Inside a transaction it lends the transaction's connection, and nothing is undone.
     * A {@link #stream stream} on it is a transaction of its own, so a statement for each of its rows would wait for the
     * stream's end for ever: use {@link #transaction} for that.
     */
    <T> Uni<T> withConnection(Function<Queries, Uni<T>> work);

    /** What is kept of this database's results by {@link #cacheFor}. */
    QueryCache cache();

    /** The same database for statements that mean to run beside the transaction in which they are subscribed. */
    Queries outsideTransaction();
}
