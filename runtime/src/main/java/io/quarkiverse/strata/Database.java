package io.quarkiverse.strata;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.Multi;
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

    /**
     * Runs {@code work} while a connection beside the pool has an advisory lock; waits for the lock. For work that isn't one
     * transaction: what only one instance may do at a time, a job for example. The statements of {@code work} run as they would
     * without the lock.
     *
     * <p>
     * When the lock's connection is lost, the lock is, too: {@code work} is cancelled and fails with
     * {@link ConnectionLostException}, also when it has just ended; what it did in the last seconds may have met another
     * instance's. Cancelling gives the lock back at once, while a write that is its own commit, or a COMMIT on its way, goes on
     * to its end. Where that matters, use {@link Transaction#lock}. Inside a transaction, and inside work that has the same
     * lock, it fails.
     *
     * <pre>{@code
     * db.withLock(AdvisoryLock.named("nightly report"), () -> report.write())
     * }</pre>
     *
     * @throws StatementTimeoutException when {@code quarkus.strata.transactions.lock-timeout} is over, or the request's time;
     *         through the {@code Uni}
     */
    <T> Uni<T> withLock(AdvisoryLock lock, Supplier<Uni<T>> work);

    /**
     * As {@link #withLock}, but doesn't wait.
     *
     * @return true when {@code work} has ended well, false when somebody else has the lock and nothing was done
     */
    <T> Uni<Boolean> tryWithLock(AdvisoryLock lock, Supplier<Uni<T>> work);

    /**
     * Reads in parallel what was there at one moment: {@code work} gets {@code parts} read-only transactions on as many
     * connections, which all see the same. They are opened with their first statements, on one server, a replica where one
     * is fit. They are transactions of their own, inside another one too: what that has written they don't see.
     *
     * <pre>{@code
     * db.snapshot(2, parts -> Uni.combine().all()
     *         .unis(parts.get(0).list(ORDERS), parts.get(1).list(CUSTOMERS)).asTuple())
     * }</pre>
     *
     * @param parts how many, from 1 to the size of the pool: each may take a connection, and callers that have
     *        some and wait for more can use a pool up
     */
    <T> Uni<T> snapshot(int parts, Function<List<Queries>, Uni<T>> work);

    /**
     * The notifications of a channel, from now on, until the subscriber cancels or the application stops. All listeners of an
     * instance share one connection beside the pool. When it is lost it is opened anew, and a notification that is a
     * {@link Notification#start start} says that others may have been missed; the first one says that listening has begun. So
     * {@code NOTIFY} tells that something is to be read, and the tables tell what. They arrive on the subscriber's Vert.x
     * context. Of a subscriber that is too slow 1,000 wait; then it gets a start instead.
     *
     * <pre>{@code
     * db.listen("jobs").onItem().transformToUniAndConcatenate(told -> db.list(OPEN_JOBS))
     * }</pre>
     *
     * @param channel the name as it is; {@code NOTIFY Jobs} in psql means {@code jobs}
     */
    Multi<Notification> listen(String channel);

    /** What is kept of this database's results by {@link #cacheFor}. */
    QueryCache cache();

    /** The same database for statements that mean to run beside the transaction in which they are subscribed. */
    Queries outsideTransaction();
}
