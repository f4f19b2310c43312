package io.quarkiverse.strata;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.strata.sql.Getter;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Statement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The verbs that run statements. A {@link Database} and a {@link Transaction} are both {@code Queries}, so the same code runs
 * inside and outside a transaction.
 *
 * <p>
 * Every {@code Uni} and {@code Multi} is lazy and can be subscribed again; each subscription runs the statement anew.
 * Failures with a server are {@link DatabaseException}s. Cancelling a read outside a transaction cancels it in the server; a
 * write outside a transaction is never cancelled there, since it is its own COMMIT: its result is dropped. Inside a
 * transaction a statement that still waits is dropped, and one that runs goes on to its end.
 *
 * <pre>{@code
 * Uni<List<Film>> films = db.list(select(Film.class).where(col(Film::title).like("A%")).orderBy(col(Film::title)));
 * }</pre>
 */
public interface Queries {

    /** The same with every statement on the primary, whatever the configuration says. */
    Queries onPrimary();

    /**
     * The same with reads on a replica, when one is up, not too far behind, and has all that the current request has written;
     * else on the primary. Outside of any request it must have all that this application has written. A statement that fails
     * there because the replica is gone, or had to end it, is run on the primary. Inside a transaction, and on a lent
     * connection, this has no effect.
     *
     * <p>
     * Statements that write or lock rows fail with an {@link IllegalArgumentException}. SQL text is run there as it is.
     */
    Queries onReplica();

    /**
     * The same with results that are kept, in this instance and in Redis where the application has
     * {@code quarkus-redis-client}, and given again to whoever asks the same. Outside of transactions it costs no query then;
     * inside of one it has no effect. A write of Strata outdates the results that it touches before its COMMIT is reported,
     * in every instance on the same Redis: a cached read that starts later never gives older data. Results age by what
     * writes beside Strata for at most {@code quarkus.strata.cache.max-stale}.
     *
     * <pre>{@code
     * Uni<List<User>> active = db.cacheFor(Duration.ofMinutes(30)).cacheKey("active_users").list(ACTIVE_USERS);
     * }</pre>
     *
     * <p>
     * Fails through the {@code Uni}: a write, a stream, and a statement whose result isn't decided by tables and parameters
     * alone ({@code now()}, {@code current_user}, {@code sql(…)} that doesn't tell its tables) are
     * {@link IllegalArgumentException}s; {@link IllegalStateException} where the cache isn't switched on. Cancelling one
     * reader leaves the query to the others that wait for it.
     *
     * @param duration how long at most, above zero
     */
    Queries cacheFor(Duration duration);

    /**
     * The same with a name for what is kept, for {@link QueryCache#invalidate}. It adds to what tells results apart
     * (statement, parameters, datasource, role), it doesn't replace it. Follows {@link #cacheFor}.
     */
    Queries cacheKey(String key);

    /** All rows. Use {@link #stream} when they may be many. */
    <T> Uni<List<T>> list(Query<T> query);

    /**
     * The rows one after another through a server-side cursor, fetched as the subscriber asks for them. Outside a transaction
     * it opens a read-only one of its own and ends it with the stream; cancelling closes the cursor.
     */
    <T> Multi<T> stream(Query<T> query);

    /** The first row, null if there is none. The statement is run as it is: add {@code limit(1)} when it may find many. */
    <T> Uni<T> first(Query<T> query);

    /** The only row; fails with {@link NoResultException} on none and {@link NonUniqueResultException} on several. */
    <T> Uni<T> single(Query<T> query);

    /** How many rows the query has, counted by the server; its ORDER BY is left out, its LIMIT and OFFSET count. */
    Uni<Long> count(Select<?> query);

    /** Whether the query has at least one row. */
    Uni<Boolean> exists(Select<?> query);

    /**
     * One page of a query, and whether there are more: {@code size + 1} rows are asked for, nothing is counted. The query's own
     * LIMIT and OFFSET are replaced; it should have an ORDER BY that leaves no ties, or pages overlap.
     *
     * @param number the page, from 0
     * @param size rows on a page, at least 1
     */
    <T> Uni<Page<T>> page(Select<T> query, int number, int size);

    /**
     * The rows behind a cursor, and the cursor behind those: paging by keys, which neither repeats nor leaves out rows when
     * others are inserted or deleted meanwhile, and finds the hundredth page as fast as the first. {@code size + 1} rows are
     * asked for; the query's own LIMIT is replaced.
     *
     * <pre>{@code
     * Uni<SeekPage<Film>> films = db.seek(
     *         select(Film.class).orderBy(col(Film::length).desc().nullsLast(), col(Film::id)), cursor, 20);
     * }</pre>
     *
     * <p>
     * Fails through the {@code Uni} with an {@link IllegalArgumentException}: STRATA-1118 when the cursor is none of this
     * query,
     * STRATA-1117 when the query can't be paged so, as {@link Select#seekAfter} says.
     *
     * @param cursor {@link SeekPage#next} of the page before; null for the first page
     * @param size rows on a page, at least 1
     * @throws IllegalArgumentException at once when the size is below 1
     */
    <T> Uni<SeekPage<T>> seek(Select<T> query, String cursor, int size);

    /** Runs a statement for its effect. @return the number of rows that it inserted, changed, deleted or returned */
    Uni<Integer> execute(Statement statement);

    /**
     * Inserts one record and gives it back as the database has it, with what the database made ({@code @Generated}).
     *
     * @throws UniqueViolationException and the other constraint failures, through the {@code Uni}
     */
    <T> Uni<T> insert(T record);

    /**
     * Inserts records of one class through {@code unnest}, in one transaction however many they are, and gives them back in
     * the same order with what the database made. An empty list does nothing.
     */
    <T> Uni<List<T>> insertAll(List<T> records);

    /**
     * As {@link #insertAll(List)} for records that are made as they are needed, however many they are: some thousand are held
     * at a time, and no more are asked for before those are written. All of them go into one transaction; where each some
     * shall have its own, group them: {@code records.group().intoLists().of(10_000)} and {@code insertAll} of each.
     *
     * <pre>{@code
     * Uni<Long> read = db.insertAll(Multi.createFrom().items(lines).map(Film::parse));
     * }</pre>
     *
     * <p>
     * Cancelling, and a failure of either side, ends both, and nothing was inserted. The records are asked for inside the
     * transaction: a stream of the same database among them reads in it.
     *
     * @return how many rows were inserted
     */
    <T> Uni<Long> insertAll(Multi<T> records);

    /**
     * As {@link #upsert} for records of one class, in one transaction however many they are, and gives them back in the same
     * order as the database has them then. Those whose {@code @Id} the database makes and that have none are inserted. With
     * a {@code @Version}, {@link OptimisticLockException} tells how many rows have another, and none was changed.
     *
     * <p>
     * Fails through the {@code Uni} with an {@link IllegalArgumentException} when two records have the same key.
     */
    <T> Uni<List<T>> upsertAll(List<T> records);

    /**
     * As {@link #upsertAll(List)} for records that are made as they are needed, like {@link #insertAll(Multi)}. Of two with the
     * same key the later one counts, unless they come within the same statement: then it fails.
     *
     * @return how many rows were inserted or updated
     */
    <T> Uni<Long> upsertAll(Multi<T> records);

    /**
     * Updates the rows with the records' {@code @Id}s, in one transaction however many they are, and gives them back in the
     * same order as the database has them then; records whose row isn't there are left out, so the sizes tell how many those
     * are. With a {@code @Version} it fails with {@link OptimisticLockException} then, which tells how many rows are gone or
     * have another version, and none was changed.
     *
     * <p>
     * Fails through the {@code Uni} with an {@link IllegalArgumentException} when two records have the same key.
     */
    <T> Uni<List<T>> updateAll(List<T> records);

    /**
     * As {@link #updateAll(List)} for records that are made as they are needed, like {@link #insertAll(Multi)}. Of two with the
     * same key the later one counts, unless they come within the same statement: then it fails.
     *
     * @return how many rows were found and updated
     */
    <T> Uni<Long> updateAll(Multi<T> records);

    /**
     * Inserts the record, or where its {@code @Id} is taken updates all other mapped columns, and gives back what the
     * database has then. With a {@code @Version} the row that is there must have the record's, or it fails with
     * {@link OptimisticLockException}.
     */
    <T> Uni<T> upsert(T record);

    /**
     * Updates the row with the record's {@code @Id} and gives back what the database has then; {@link NoResultException} if
     * there is none. With a {@code @Version} the row must have the record's, and gets the next one; else, also where there is
     * none, it fails with {@link OptimisticLockException}.
     */
    <T> Uni<T> update(T record);

    /**
     * Deletes the row with the record's {@code @Id}; with a {@code @SoftDelete} it is marked as deleted. With a
     * {@code @Version} the row must have the record's; else, also where
     * there is none, it fails with {@link OptimisticLockException}.
     *
     * @return whether there was one
     */
    <T> Uni<Boolean> delete(T record);

    /**
     * The record with this primary key, null if there is none.
     *
     * @param id the value of the {@code @Id} component; for several of them a {@code List} in the order of the components
     */
    <T> Uni<T> find(Class<T> type, Object id);

    /** How the server would run a statement with its values, without running it. */
    default Uni<Plan> explain(Statement statement) {
        return explain(statement, ExplainOptions.PLAN);
    }

    /**
     * How the server runs a statement with its values. With {@code analyze} it is run, always inside a savepoint that is
     * rolled back, in the transaction that it is subscribed in or one of its own: its effects are never kept. What
     * PostgreSQL doesn't roll back stays: values drawn from sequences, and what functions do outside the database. Locks are
     * held until the transaction ends.
     *
     * <pre>{@code
     * Uni<Plan> plan = db.explain(select(Film.class).where(col(Film::length).gt(120)), ExplainOptions.ANALYZE);
     * }</pre>
     */
    Uni<Plan> explain(Statement statement, ExplainOptions options);

    /**
     * Loads records by a column, many keys in one statement: see {@link Loader}.
     *
     * @param column the accessor of the column, {@code Author::id} for one record a key, {@code Book::authorId} for many
     */
    <K, T> Loader<K, T> loader(Class<T> type, Getter<T, K> column);

    /**
     * Notifies all who {@link Database#listen} to a channel, once this is committed. The same notification several times in one
     * transaction is one.
     *
     * @param channel the name as it is
     * @param payload less than 8,000 bytes; null for none
     */
    Uni<Void> notify(String channel, String payload);

    /**
     * The same queries, each of whose results may have that many rows; one with more fails with
     * {@link ResultTooLargeException}, and the rows are thrown away as they come. On the primary a read outside a transaction
     * is cancelled then. Not for {@link #stream}, which never has more than a batch.
     *
     * @param most at least 1, or 0 for any number, whatever {@code quarkus.strata.results.max-rows} says
     */
    Queries maxRows(long most);

    /**
     * As {@link #maxRows}, for the size of a result.
     *
     * @param most in bytes as they travel; 0 for any number, whatever {@code quarkus.strata.results.max-size} says
     */
    Queries maxBytes(long most);

    /**
     * The same queries, their statements named in statistics, meters and the slow-query log.
     *
     * @param tag a constant: meters have a series for each; null for none
     */
    Queries tagged(String tag);

    /**
     * The same queries, each call of which may take that long from its subscription, the wait for a connection included; then
     * it fails with {@link StatementTimeoutException}. A statement that waits is dropped then. One that runs is ended in the
     * server, a write too, never in its own COMMIT; inside a transaction that makes the transaction unusable, or the savepoint
     * that it runs in. Not for {@link #stream}: give its transaction a statement timeout.
     *
     * @param limit from 1 millisecond to 24 days
     */
    Queries timeout(Duration limit);
}
