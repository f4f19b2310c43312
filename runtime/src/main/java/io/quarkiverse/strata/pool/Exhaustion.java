package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.PoolExhaustedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** Tells callers for whom no connection became free who has them, and for whom those wait in the server. */
final class Exhaustion {

    private static final int MOST_HOLDERS = 3;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);
    private static final String BLOCKERS = "SELECT w.pid AS waiting, b.pid, b.application_name, b.state"
            + " FROM unnest($1::int4[]) AS w (pid), unnest(pg_catalog.pg_blocking_pids(w.pid)) AS p (pid)"
            + " JOIN pg_catalog.pg_stat_activity b ON b.pid = p.pid ORDER BY w.pid, b.pid";

    private final ServerPool pool;
    private Future<Map<Integer, String>> blockers;
    private long askedAt;

    Exhaustion(ServerPool pool) {
        this.pool = pool;
    }

    /** @return fails with STRATA-2101, within a second */
    <R> Future<R> after(Duration waited) {
        List<PhysicalConnection> longest = pool.held().stream()
                .sorted(Comparator.comparingLong(PhysicalConnection::lentAt)).limit(MOST_HOLDERS).toList();
        String count = "no connection of datasource " + pool.dataSource() + " became free within " + waited.toMillis()
                + " ms (quarkus.strata.pool.acquire-timeout). Pool of "
                + pool.server() + ": " + pool.size()
                + " open, " + pool.held().size() + " in use, " + (pool.waiting() + 1) + " waiting. ";
        if (longest.isEmpty()) {
            return failed(count + "So the server lets nobody in: see that it answers.");
        }
        return blockers(longest.stream().map(PhysicalConnection::backendPid).toList()).transform(known -> failed(count
                + "Held longest: "
                + longest.stream().map(each -> holder(each, known.result())).collect(Collectors.joining("; "))
                + ". Look there for what takes long, or raise quarkus.datasource.reactive.max-size."));
    }

    private <R> Future<R> failed(String message) {
        return Future.failedFuture(new PoolExhaustedException(message,
                new ErrorDetails("STRATA-2101", pool.dataSource(), null, null, null, null, null), null));
    }

    private static String holder(PhysicalConnection connection, Map<Integer, String> blockers) {
        String blocker = blockers == null ? null : blockers.get(connection.backendPid());
        return "for " + connection.held() + " (backend " + connection.backendPid()
                + (blocker == null ? "" : ", which waits for " + blocker) + ")";
    }

    /** Who keeps these backends waiting, by their number; null when the server didn't say. Many who fail at once ask once. */
    private synchronized Future<Map<Integer, String>> blockers(List<Integer> backends) {
        long now = System.nanoTime();
        if (blockers == null || now - askedAt > ANSWER_LIMIT.toNanos()) {
            askedAt = now;
            blockers = ask(backends);
        }
        return blockers;
    }

    private Future<Map<Integer, String>> ask(List<Integer> backends) {
        Promise<Map<Integer, String>> answer = Promise.promise();
        long late = pool.vertx().setTimer(ANSWER_LIMIT.toMillis(), expired -> answer.tryComplete());
        pool.dedicated().connect().compose(helper -> ask(helper, backends).eventually(() -> helper.close()))
                .onComplete(told -> {
                    pool.vertx().cancelTimer(late);
                    answer.tryComplete(told.result());
                });
        return answer.future();
    }

    private static Future<Map<Integer, String>> ask(SqlConnection helper, List<Integer> backends) {
        return helper.preparedQuery(BLOCKERS).execute(Tuple.of(backends.toArray(new Integer[0]))).map(rows -> {
            Map<Integer, String> blockers = new HashMap<>();
            for (Row row : rows) {
                blockers.merge(row.getInteger("waiting"), "backend " + row.getInteger("pid") + " of application '"
                        + row.getString("application_name") + "', " + row.getString("state"), (a, b) -> a + " and " + b);
            }
            return blockers;
        });
    }
}
