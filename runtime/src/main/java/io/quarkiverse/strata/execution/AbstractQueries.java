package io.quarkiverse.strata.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.Page;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.RecordStatements;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Statement;
import io.smallrye.mutiny.Uni;

/** The verbs, on top of three ways to run a statement that differ by where its connection comes from. */
public abstract class AbstractQueries implements Queries {

    private final CallOptions options;

    protected AbstractQueries(CallOptions options) {
        this.options = options;
    }

    /** What these queries' callers asked for. */
    protected final CallOptions options() {
        return options;
    }

    /** The same queries with other options. */
    protected abstract Queries with(CallOptions changed);

    /** Runs one call; the supplier is asked at each subscription, so that wrong values fail the {@code Uni}, not its maker. */
    protected abstract <R> Uni<R> run(Supplier<Call<R>> call);

    /** Runs several statements so that all or none of them stay. */
    protected abstract <R> Uni<R> atomically(Function<Queries, Uni<R>> work);

    @Override
    public final Queries timeout(Duration limit) {
        if (limit.isNegative() || limit.toMillis() < 1 || limit.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "STRATA-2209: " + limit + " is no timeout of a call: it is between 1 millisecond "
                            + "and 24 days.");
        }
        return with(options.withTimeout(limit));
    }

    private <R> Uni<R> start(Supplier<Call<R>> call) {
        return options.timeout() == null ? run(call) : new TimedUni<>(options.timeout(), call, this::run);
    }

    /** @throws IllegalArgumentException when these queries' options have no meaning for a stream */
    protected final void checkStream() {
        if (options.timeout() != null) {
            throw new IllegalArgumentException("STRATA-2208: a stream has no timeout of a call, since its subscriber decides "
                    + "how long it takes. Run it in db.transaction(TransactionOptions.reading().withStatementTimeout(…), …), "
                    + "which bounds each batch of rows.");
        }
    }

    @Override
    public <T> Uni<List<T>> list(Query<T> query) {
        return start(() -> Call.list(query, options));
    }

    @Override
    public <T> Uni<T> first(Query<T> query) {
        return start(() -> Call.first(query, options));
    }

    @Override
    public <T> Uni<T> single(Query<T> query) {
        return start(() -> Call.single(query, options));
    }

    @Override
    public Uni<Long> count(Select<?> query) {
        return start(() -> Call.single(query.asCount(), options));
    }

    @Override
    public Uni<Boolean> exists(Select<?> query) {
        return start(() -> Call.single(query.asExists(), options));
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
    public Uni<Integer> execute(Statement statement) {
        return start(() -> Call.count(statement, options));
    }

    @Override
    public <T> Uni<T> insert(T record) {
        return start(() -> Call.single(statements(record).insert(record), options));
    }

    @Override
    public <T> Uni<List<T>> insertAll(List<T> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.createFrom().deferred(() -> {
            List<Query<T>> chunks = statements(records.get(0)).insertAll(records);
            return chunks.size() == 1 ? list(chunks.get(0)) : atomically(queries -> inTurn(queries, chunks));
        });
    }

    @Override
    public <T> Uni<T> upsert(T record) {
        return start(() -> Call.single(statements(record).upsert(record), options));
    }

    @Override
    public <T> Uni<T> update(T record) {
        return start(() -> Call.single(statements(record).update(record), options));
    }

    @Override
    public <T> Uni<Boolean> delete(T record) {
        return start(() -> Call.count(statements(record).delete(record), options)).map(rows -> rows > 0);
    }

    @Override
    public <T> Uni<T> find(Class<T> type, Object id) {
        return start(() -> Call.first(RecordStatements.of(type).find(id), options));
    }

    private static <T> Uni<List<T>> inTurn(Queries queries, List<Query<T>> chunks) {
        Uni<List<T>> all = Uni.createFrom().item(ArrayList::new);
        for (Query<T> chunk : chunks) {
            all = all.chain(done -> queries.list(chunk).invoke(done::addAll).replaceWith(done));
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private static <T> RecordStatements<T> statements(T record) {
        return RecordStatements.of((Class<T>) record.getClass());
    }
}
