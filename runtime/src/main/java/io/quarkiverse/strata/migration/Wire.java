package io.quarkiverse.strata.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/** Small helpers for conversations with the server. */
final class Wire {

    private Wire() {
    }

    /** One simple query; the rows of its last statement. */
    static Future<RowSet<Row>> send(SqlConnection connection, String sql) {
        return connection.query(sql).execute().map(rows -> {
            RowSet<Row> last = rows;
            while (last.next() != null) {
                last = last.next();
            }
            return last;
        });
    }

    static List<Row> list(RowSet<Row> rows) {
        List<Row> list = new ArrayList<>();
        rows.forEach(list::add);
        return list;
    }

    /** The server's five-character code, or null when the failure isn't the server's. */
    static String sqlState(Throwable failure) {
        return failure instanceof PgException pg ? pg.getSqlState() : null;
    }

    /** What the server said, without its detail, which may hold values. */
    static String words(Throwable failure) {
        return failure instanceof PgException pg ? pg.getErrorMessage() + " (" + pg.getSqlState() + ")"
                : String.valueOf(failure.getMessage());
    }

    /** Runs work that computes or reads files off the event loop. */
    static <T> Future<T> compute(Supplier<T> work) {
        Promise<T> promise = Promise.promise();
        Infrastructure.getDefaultWorkerPool().execute(() -> {
            try {
                promise.complete(work.get());
            } catch (Throwable e) {
                promise.fail(e);
            }
        });
        return promise.future();
    }

    static <T> Future<T> later(Duration delay, Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        Infrastructure.getDefaultWorkerPool().schedule(() -> {
            try {
                work.get().onComplete(promise);
            } catch (Throwable e) {
                promise.fail(e);
            }
        }, delay.toMillis(), TimeUnit.MILLISECONDS);
        return promise.future();
    }

    static List<Integer> indexes(List<?> list) {
        return IntStream.range(0, list.size()).boxed().toList();
    }

    /** One after the other; ends with the first failure. */
    static <T, R> Future<List<R>> inTurn(List<T> items, Function<T, Future<R>> work) {
        List<R> results = new ArrayList<>();
        Future<Void> chain = Future.succeededFuture();
        for (T item : items) {
            chain = chain.compose(done -> work.apply(item)).map(result -> {
                results.add(result);
                return null;
            });
        }
        return chain.map(done -> Collections.unmodifiableList(results));
    }

    /** What waits for or holds an advisory lock looks like this in {@code pg_locks}. */
    static Map.Entry<Long, Long> halves(long key) {
        return Map.entry(key >>> 32, key & 0xffffffffL);
    }
}
