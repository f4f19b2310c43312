package io.quarkiverse.strata.execution;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.quarkiverse.strata.Loader;
import io.quarkiverse.strata.sql.Column;
import io.quarkiverse.strata.sql.Getter;
import io.quarkiverse.strata.sql.Select;
import io.quarkiverse.strata.sql.Sql;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** A loader puts its keys into the batch that is open for its column, its request and its transaction. */
final class BatchLoader<K, T> implements Loader<K, T> {

    /** What is loaded by what; equal for two loaders of the same column. */
    static final class Source<K, T> {

        private final Class<T> type;
        private final Getter<T, K> getter;
        private final Column<K> column;

        Source(Class<T> type, Getter<T, K> getter) {
            this.type = type;
            this.getter = getter;
            this.column = Sql.col(getter);
        }

        Select<T> statement(List<K> keys) {
            return Sql.select(type).where(column.in(keys));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Source<?, ?> source && source.type == type && source.column.equals(column);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + column.hashCode();
        }
    }

    private final Source<K, T> source;
    private final CallOptions options;
    private final Batches batches;
    private final AbstractQueries queries;

    BatchLoader(Source<K, T> source, CallOptions options, Batches batches, AbstractQueries queries) {
        this.source = source;
        this.options = options;
        this.batches = batches;
        this.queries = queries;
    }

    @Override
    public Uni<T> load(K key) {
        return rows(key).map(rows -> {
            if (rows.size() > 1) {
                throw Failures.nonUniqueResult(source.statement(List.of(key)).rendered().text(), rows.size());
            }
            return rows.isEmpty() ? null : rows.get(0);
        });
    }

    @Override
    public Uni<List<T>> loadMany(K key) {
        return rows(key);
    }

    private Uni<List<T>> rows(K key) {
        if (key == null) {
            throw new IllegalArgumentException("STRATA-2607: null as a key of a loader of " + source.type.getSimpleName()
                    + ": no row is equal to null. Leave it out before loading.");
        }
        return Uni.createFrom().context(context -> {
            Context kept = queries.kept(context);
            return Uni.createFrom().emitter(emitter -> batches.put(queries.place(kept), source, options, () -> batch(kept),
                    put(key, emitter)));
        });
    }

    private Batch<K, T> batch(Context context) {
        return new Batch<>(keys -> queries.list(source.statement(keys)), source.getter::get, context);
    }

    private Consumer<Batch<K, T>> put(K key, UniEmitter<? super List<T>> emitter) {
        AtomicBoolean left = new AtomicBoolean();
        emitter.onTermination(() -> left.set(true));
        return batch -> batch.add(key, new Batch.Waiter<>() {
            @Override
            public boolean waits() {
                return !left.get();
            }

            @Override
            public void rows(List<T> rows) {
                emitter.complete(rows);
            }

            @Override
            public void failure(Throwable failure) {
                emitter.fail(failure);
            }
        });
    }
}
