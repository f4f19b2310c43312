package io.quarkiverse.strata.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.ExplainOptions;
import io.quarkiverse.strata.Loader;
import io.quarkiverse.strata.NoResultException;
import io.quarkiverse.strata.Page;
import io.quarkiverse.strata.Plan;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.SeekPage;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.sql.BulkStatements;
import io.quarkiverse.strata.sql.BulkStatements.Part;
import io.quarkiverse.strata.sql.BulkStatements.Verb;
import io.quarkiverse.strata.sql.Getter;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.RecordStatements;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Statement;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The verbs, on top of three ways to run a statement that differ by where its connection comes from. */
public abstract class AbstractQueries implements Queries {

    private final CallOptions options;
    private final CallSites callSites;
    private final Batches batches;

    /** @param callSites who finds out where calls are made */
    protected AbstractQueries(CallSites callSites) {
        this.options = CallOptions.NONE;
        this.callSites = callSites;
        this.batches = new Batches();
    }

    AbstractQueries(AbstractQueries plain, CallOptions options) {
        this.options = options;
        this.callSites = plain.callSites;
        this.batches = plain.batches;
    }

    /** The same queries with other options. */
    AbstractQueries with(CallOptions changed) {
        return new OptionedQueries(this, changed);
    }

    /** Runs one call; the supplier is asked at each subscription, so that wrong values fail the {@code Uni}, not its maker. */
    protected abstract <R> Uni<R> run(Supplier<Call<R>> call, CallOptions options);

    /** Runs several statements so that all or none of them stay. */
    protected abstract <R> Uni<R> atomically(Function<Transaction, Uni<R>> work);

    /** The rows of a query as they are asked for. */
    protected abstract <T> Multi<T> stream(Query<T> query, CallOptions options);

    /** The scope that a subscription with this context runs in, null outside of any: loads of two scopes don't mix. */
    protected Object place(Context context) {
        return null;
    }

    /** A subscription's context with what its place depends on and a later thread wouldn't know. */
    protected Context kept(Context context) {
        return context;
    }

    /** The options of a call that is made now. */
    private CallOptions placed(Supplier<? extends Statement> statement) {
        String callSite = callSites.of(statement);
        return callSite == null ? options : options.withCallSite(callSite);
    }

    private <S extends Statement, R> Uni<R> run(Supplier<S> statement, BiFunction<S, CallOptions, Call<R>> call) {
        CallOptions placed = placed(statement);
        Supplier<Call<R>> made = () -> call.apply(statement.get(), placed);
        return options.timeout() == null ? run(made, options)
                : new TimedUni<>(options.timeout(), made, timed -> run(timed, options));
    }

    @Override
    public final Queries timeout(Duration limit) {
        if (limit.isNegative() || limit.toMillis() < 1 || limit.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "STRATA-2209: " + limit + " is no timeout of a call: it is between 1 millisecond "
                            + "and 24 days.");
        }
        return with(options.withTimeout(limit));
    }

    @Override
    public final <T> Multi<T> stream(Query<T> query) {
        if (options.timeout() != null) {
            throw new IllegalArgumentException("STRATA-2208: a stream has no timeout of a call, since its subscriber decides "
                    + "how long it takes. Run it in db.transaction(TransactionOptions.reading().withStatementTimeout(…), …), "
                    + "which bounds each batch of rows.");
        }
        return options.cacheFor() != null ? CacheMisuse.stream(query) : stream(query, placed(() -> query));
    }

    @Override
    public Queries onPrimary() {
        return with(options.withTarget(CallOptions.Target.PRIMARY));
    }

    @Override
    public Queries onReplica() {
        return with(options.withTarget(CallOptions.Target.REPLICA));
    }

    @Override
    public Queries cacheFor(Duration duration) {
        return with(options.withCacheFor(CacheMisuse.checked(duration)));
    }

    @Override
    public Queries cacheKey(String key) {
        return with(options.withCacheKey(CacheMisuse.checked(key, options)));
    }

    @Override
    public <T> Uni<List<T>> list(Query<T> query) {
        return run(() -> query, Call::list);
    }

    @Override
    public <T> Uni<T> first(Query<T> query) {
        return run(() -> query, Call::first);
    }

    @Override
    public <T> Uni<T> single(Query<T> query) {
        return run(() -> query, Call::single);
    }

    @Override
    public Uni<Long> count(Select<?> query) {
        return run(query::asCount, Call::single);
    }

    @Override
    public Uni<Boolean> exists(Select<?> query) {
        return run(query::asExists, Call::single);
    }

    @Override
    public <T> Uni<Page<T>> page(Select<T> query, int number, int size) {
        if (number < 0 || size < 1) {
            throw new IllegalArgumentException("STRATA-2204: page " + number + " of " + size
                    + " rows does not exist: pages count from 0 and have at least 1 row.");
        }
        return list(query.limit(size + 1L).offset((long) number * size)).map(rows -> {
            boolean more = rows.size() > size;
            return new Page<>(more ? Collections.unmodifiableList(rows.subList(0, size)) : rows, number, size, more);
        });
    }

    @Override
    public <T> Uni<SeekPage<T>> seek(Select<T> query, String cursor, int size) {
        if (size < 1) {
            throw new IllegalArgumentException(
                    "STRATA-2204: a page of " + size + " rows does not exist: it has at least 1 row.");
        }
        return run(() -> query.seekAfter(cursor).limit(size + 1L), Call::list).map(rows -> rows.size() <= size
                ? new SeekPage<>(rows, null)
                : new SeekPage<>(Collections.unmodifiableList(rows.subList(0, size)), query.cursorOf(rows.get(size - 1))));
    }

    @Override
    public Uni<Integer> execute(Statement statement) {
        return run(() -> statement, Call::count);
    }

    @Override
    public <T> Uni<T> insert(T record) {
        return run(() -> statements(record).insert(record), Call::single);
    }

    @Override
    public <T> Uni<List<T>> insertAll(List<T> records) {
        return writeAll(Verb.INSERT, records);
    }

    @Override
    public <T> Uni<List<T>> upsertAll(List<T> records) {
        return writeAll(Verb.UPSERT, records);
    }

    @Override
    public <T> Uni<List<T>> updateAll(List<T> records) {
        return writeAll(Verb.UPDATE, records);
    }

    private <T> Uni<List<T>> writeAll(Verb verb, List<T> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<T> given = new ArrayList<>(records);
        Supplier<List<Part<T>>> made = new Once<>(() -> BulkStatements.of(given.get(0)).statements(verb, given));
        CallOptions placed = placed(() -> made.get().get(0).returning());
        return Uni.createFrom().deferred(() -> {
            List<Part<T>> parts = made.get();
            Call.refuseOnReplica(parts.get(0).returning(), options);
            BulkStatements<T> bulk = BulkStatements.of(given.get(0));
            Function<Queries, Uni<List<T>>> write = queries -> BulkWrites.all(((AbstractQueries) queries).with(placed), verb,
                    bulk, parts, given.size());
            return BulkWrites.needsTransaction(verb, bulk, parts) ? atomically(write::apply) : write.apply(this);
        });
    }

    @Override
    public <T> Uni<Long> insertAll(Multi<T> records) {
        return writeAll(Verb.INSERT, records);
    }

    @Override
    public <T> Uni<Long> upsertAll(Multi<T> records) {
        return writeAll(Verb.UPSERT, records);
    }

    @Override
    public <T> Uni<Long> updateAll(Multi<T> records) {
        return writeAll(Verb.UPDATE, records);
    }

    private <T> Uni<Long> writeAll(Verb verb, Multi<T> records) {
        return atomically(tx -> BulkWrites.all(((AbstractQueries) tx).with(options), verb, records));
    }

    @Override
    public <T> Uni<T> upsert(T record) {
        return fresh(record, run(() -> statements(record).upsert(record), Call::single));
    }

    @Override
    public <T> Uni<T> update(T record) {
        return fresh(record, run(() -> statements(record).update(record), Call::single));
    }

    /** A row that isn't found by its key and version is one that another changed. */
    private static <T> Uni<T> fresh(T record, Uni<T> written) {
        return written.onFailure(NoResultException.class).transform(
                none -> statements(record).hasVersion() ? Failures.stale(statements(record), 1, 1) : none);
    }

    @Override
    public <T> Uni<Boolean> delete(T record) {
        return run(() -> statements(record).delete(record), Call::count).map(rows -> {
            if (rows == 0 && statements(record).hasVersion()) {
                throw Failures.stale(statements(record), 1, 1);
            }
            return rows > 0;
        });
    }

    @Override
    public <T> Uni<T> find(Class<T> type, Object id) {
        return run(() -> RecordStatements.of(type).find(id), Call::first);
    }

    @Override
    public Uni<Plan> explain(Statement statement, ExplainOptions wanted) {
        Function<Queries, Uni<Plan>> explain = queries -> ((AbstractQueries) queries)
                .run(() -> new Explained(statement, wanted), Call::explain);
        return wanted.analyze() ? atomically(tx -> Undone.around(tx, explain)) : explain.apply(this);
    }

    @Override
    public <K, T> Loader<K, T> loader(Class<T> type, Getter<T, K> column) {
        BatchLoader.Source<K, T> source = new BatchLoader.Source<>(type, column);
        CallOptions placed = placed(() -> source.statement(List.of()));
        return new BatchLoader<>(source, placed, batches, with(placed));
    }

    @Override
    public final Uni<Void> notify(String channel, String payload) {
        return run(() -> OwnQuery.writing(Object.class, "SELECT pg_catalog.pg_notify($1, $2)",
                List.of(channel, payload == null ? "" : payload)), Call::single).replaceWithVoid();
    }

    @Override
    public Queries maxRows(long most) {
        return with(options.withMaxRows(notNegative("maxRows", most)));
    }

    @Override
    public Queries maxBytes(long most) {
        return with(options.withMaxBytes(notNegative("maxBytes", most)));
    }

    private static long notNegative(String verb, long most) {
        if (most < 0) {
            throw new IllegalArgumentException(
                    "STRATA-2211: " + verb + "(" + most + ") is no limit of a result: it is at least "
                            + "1, or 0 for none.");
        }
        return most;
    }

    @Override
    public Queries tagged(String tag) {
        return with(options.withTag(tag));
    }

    @SuppressWarnings("unchecked")
    private static <T> RecordStatements<T> statements(T record) {
        return RecordStatements.of((Class<T>) record.getClass());
    }
}
