package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.PoolExhaustedException;
import io.quarkiverse.strata.execution.Failures;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** Tells callers for whom no connection became free who has them, and for whom those wait in the server. */
final class Exhaustion {

    private static final int MOST_HOLDERS = 3;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);
    private static final String BLOCKERS = "SELECT DISTINCT w.pid AS waiting, p.pid, b.application_name, b.state"
            + " FROM unnest($1::int4[]) AS w (pid) CROSS JOIN LATERAL unnest(pg_catalog.pg_blocking_pids(w.pid)) AS p (pid)"
            + " LEFT JOIN pg_catalog.pg_stat_activity b ON b.pid = p.pid ORDER BY 1, 2";

    private final ServerPool pool;
    private Future<String> holders;
    private long askedAt;
    private boolean asking;

    Exhaustion(ServerPool pool) {
        this.pool = pool;
    }

    /** @return fails with STRATA-2101, within a second */
    <R> Future<R> after(Duration waited) {
        String count = "no connection of datasource " + pool.dataSource() + " became free within " + waited.toMillis()
                + " ms (quarkus.strata.pool.acquire-timeout). Pool of " + pool.server() + ": " + pool.size()
                + " open or being opened, " + pool.held().size() + " in use, " + (pool.waiting() + 1) + " waiting. "
                + refused();
        return holders().transform(told -> Future.failedFuture(new PoolExhaustedException(count + told.result(),
                new ErrorDetails("STRATA-2101", pool.dataSource(), null, null, null, null, null), null)));
    }

    /** There would have been room for another one. */
    private String refused() {
        Throwable failure = pool.lastFailure();
        return failure == null ? ""
                : "The server let nobody else in: " + Failures.withoutEnd(String.valueOf(failure.getMessage())) + ". ";
    }

    /** The same for all who fail within a second. */
    private synchronized Future<String> holders() {
        long now = System.nanoTime();
        if (holders == null || now - askedAt > ANSWER_LIMIT.toNanos()) {
            askedAt = now;
            List<PhysicalConnection> longest = pool.held().stream()
                    .sorted(Comparator.comparingLong(PhysicalConnection::lentAt)).limit(MOST_HOLDERS).toList();
            holders = longest.isEmpty()
                    ? Future.succeededFuture("So nobody here has one for long: either the server lets nobody in, or the "
                            + "application has taken them from its Pool itself.")
                    : blockers(longest).map(known -> describe(longest, known));
        }
        return holders;
    }

    private String describe(List<PhysicalConnection> longest, Map<Integer, String> blockers) {
        return "Held longest: " + longest.stream().map(each -> {
            String blocker = blockers.get(each.backendPid());
            return "for " + each.held() + " (backend " + each.backendPid()
                    + (blocker == null ? "" : ", which waits for " + blocker) + ")";
        }).collect(Collectors.joining("; ")) + ". Look there for what takes long, or raise "
                + (pool instanceof ReplicaPool ? "quarkus.strata.replicas.max-size." : "quarkus.datasource.reactive.max-size.");
    }

    /** Who keeps these connections waiting, by their backends; nobody where the server doesn't say so in time. */
    private Future<Map<Integer, String>> blockers(List<PhysicalConnection> waiting) {
        if (asking || !pool.opensBeside() || !pool.keepsSessions()) {
            return Future.succeededFuture(Map.of());
        }
        asking = true;
        Promise<Map<Integer, String>> answer = Promise.promise();
        long late = pool.vertx().setTimer(ANSWER_LIMIT.toMillis(), expired -> answer.tryComplete(Map.of()));
        pool.dedicated().connect().compose(helper -> ask(helper, waiting).eventually(() -> helper.close()))
                .onComplete(told -> {
                    pool.vertx().cancelTimer(late);
                    asked();
                    answer.tryComplete(told.succeeded() ? told.result() : Map.of());
                });
        return answer.future();
    }

    private synchronized void asked() {
        asking = false;
    }

    /** Of several hosts, and of those behind one name, the helper may have met another one, where the numbers are others'. */
    private Future<Map<Integer, String>> ask(SqlConnection helper, List<PhysicalConnection> waiting) {
        Integer[] backends = waiting.stream().filter(each -> each.hasSameServerAs(helper)).map(PhysicalConnection::backendPid)
                .toArray(Integer[]::new);
        pool.asLogin(helper);
        return helper.preparedQuery(BLOCKERS).execute(Tuple.of(backends)).map(rows -> {
            Map<Integer, String> blockers = new HashMap<>();
            rows.forEach(row -> blockers.merge(row.getInteger("waiting"), blocker(row), (a, b) -> a + " and " + b));
            return blockers;
        });
    }

    /** Of another role's backends the server doesn't tell all. */
    private static String blocker(Row row) {
        int pid = row.getInteger("pid");
        String application = row.getString("application_name");
        String state = row.getString("state");
        return pid == 0 ? "a prepared transaction (pg_prepared_xacts)"
                : "backend " + pid
                        + (application == null || application.isEmpty() ? "" : " of application '" + application + "'")
                        + (state == null ? "" : ", " + state);
    }
}
