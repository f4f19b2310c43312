package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.test.Plain.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.PoolExhaustedException;
import io.quarkiverse.strata.TransactionTimeoutException;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.transaction.PipelineBegin;
import io.quarkiverse.strata.transaction.TransactionalDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;

/**
 * Many callers on 20 connections, and more of them than can be served. What is told is true, what is too much is refused at
 * once,
 * and what is served goes on to be. {@code target/overload.txt} has the latencies.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class OverloadRun {

    private static final Path REPORT = Path.of("target/overload.txt");
    private static final int CONNECTIONS = 20;
    private static final int MOST_WAITING = 200;
    private static final int ACCOUNTS = 1000;
    /** How long each load lasts. */
    private static final Duration LOAD = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PostgresServer server = PostgresServer.get();
    private final String name = server.createDatabase();
    private final Vertx vertx = Vertx.vertx();
    private DriverPool pool;
    private Database db;

    private final AtomicLong ids = new AtomicLong();
    private final Set<Long> done = ConcurrentHashMap.newKeySet();
    private final Set<Long> refused = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    private void open(int mostWaiting) {
        PgConnectOptions options = server.options(name);
        server.execute(name, "CREATE TABLE account (id int PRIMARY KEY, balance int8); CREATE TABLE transfer (id int8); "
                + "INSERT INTO account SELECT g, 0 FROM generate_series(1, " + ACCOUNTS + ") g");
        pool = DriverPool.build(vertx, null, () -> Future.succeededFuture(new PgConnectOptions(options)),
                PoolSettings.ofSize(CONNECTIONS).withWaiting(Duration.ofSeconds(30), mostWaiting));
        db = new TransactionalDatabase(new PrimaryPool("<default>", vertx, pool,
                () -> PgConnection.connect(vertx, options).map(connection -> connection), Listeners.NONE), PipelineBegin.READS);
    }

    @AfterEach
    void close() throws Exception {
        pool.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** One unit from one account to another, with a line that says so. */
    private void transfer(Runnable then) {
        long id = ids.incrementAndGet();
        long from = id * 7 % (ACCOUNTS - 1) + 1; // always before its neighbour: no deadlocks
        long began = System.nanoTime();
        underWay.incrementAndGet();
        db.transaction(tx -> tx.execute(write("UPDATE account SET balance = balance - 1 WHERE id = $1", from))
                .chain(() -> tx.execute(write("UPDATE account SET balance = balance + 1 WHERE id = $1", from + 1)))
                .chain(() -> tx.execute(write("INSERT INTO transfer VALUES ($1)", id)))).subscribe().with(rows -> {
                    done.add(id);
                    nanos.add(System.nanoTime() - began);
                    over(then);
                }, failure -> {
                    if (failure instanceof PoolExhaustedException || failure instanceof TransactionTimeoutException) {
                        refused.add(id);
                    } else {
                        wrong.add(failure);
                    }
                    over(then);
                });
    }

    private void over(Runnable then) {
        underWay.decrementAndGet();
        then.run();
    }

    private void nothingIsLost() {
        Awaitility.await().atMost(PATIENCE).until(() -> underWay.get() == 0);
        Awaitility.await().until(() -> server.execute(name, "SELECT FROM pg_stat_activity WHERE datname = current_database() "
                + "AND state <> 'idle' AND pid <> pg_backend_pid()").size() == 0);
        assertThat(wrong).isEmpty();
        Set<Long> there = new HashSet<>();
        server.execute(name, "SELECT id FROM transfer").forEach(row -> assertThat(there.add(row.getLong(0))).isTrue());
        assertThat(there).isEqualTo(done);
        assertThat(server.execute(name, "SELECT sum(balance)::int8 FROM account").iterator().next().getLong(0)).isZero();
        assertThat(pool.size()).isLessThanOrEqualTo(CONNECTIONS);
    }

    private String latencies() {
        long[] sorted = nanos.stream().mapToLong(each -> each).sorted().toArray();
        nanos.clear();
        return sorted.length == 0 ? "none"
                : Arrays.stream(new double[] { 0.5, 0.99, 0.999 })
                        .mapToObj(part -> String.format("p%s %.1f ms", Double.toString(part * 100).replace(".0", ""),
                                sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * part))] / 1e6))
                        .reduce((a, b) -> a + ", " + b).orElseThrow();
    }

    private static void report(String line, Object... figures) {
        try {
            Files.writeString(REPORT, String.format(line, figures) + "\n", StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1000, 5000 })
    void manyCallersAtOnceAreAllServed(int callers) {
        open(-1);
        vertx.runOnContext(go -> {
            for (int i = 0; i < callers; i++) {
                transfer(() -> {
                });
            }
        });
        Awaitility.await().atMost(PATIENCE).until(() -> done.size() + refused.size() + wrong.size() == callers);
        nothingIsLost();
        assertThat(done).hasSize(callers);
        report("%d callers at once on %d connections: %s", callers, CONNECTIONS, latencies());
    }

    /** As many as there are places, each again when it is done: what can be served in a second. */
    private double capacity() {
        long until = System.nanoTime() + LOAD.toNanos();
        int before = done.size();
        vertx.runOnContext(go -> {
            for (int i = 0; i < 3 * CONNECTIONS; i++) {
                again(until);
            }
        });
        Awaitility.await().atMost(PATIENCE).until(() -> System.nanoTime() > until && underWay.get() == 0);
        return (done.size() - before) / (LOAD.toMillis() / 1e3);
    }

    private void again(long until) {
        transfer(() -> {
            if (System.nanoTime() < until) {
                vertx.runOnContext(next -> again(until));
            }
        });
    }

    /** Callers come whether others are done or not. @return how many a second were served */
    private double load(double each) {
        long began = System.nanoTime();
        int before = done.size();
        AtomicLong came = new AtomicLong();
        long timer = vertx.setPeriodic(1, tick -> {
            double due = Math.min((System.nanoTime() - began) / 1e9, LOAD.toMillis() / 1e3) * each;
            while (came.get() < due) {
                came.incrementAndGet();
                transfer(() -> {
                });
            }
        });
        Awaitility.await().atMost(PATIENCE)
                .until(() -> System.nanoTime() - began > LOAD.toNanos() && underWay.get() == 0);
        vertx.cancelTimer(timer);
        return (done.size() - before) / ((System.nanoTime() - began) / 1e9);
    }

    @Test
    void whatIsTooMuchIsRefusedAndTheRestIsServed() {
        open(MOST_WAITING);
        double capacity = 0;
        for (int i = 0; i < 4; i++) { // the first ones warm up
            nanos.clear();
            capacity = Math.max(capacity, capacity());
        }
        report("capacity on %d connections: %.0f transactions/s, %s", CONNECTIONS, capacity, latencies());
        for (int times : new int[] { 1, 2, 3, 6, 12, 24 }) {
            if (times > 3 && !refused.isEmpty()) {
                break; // else the capacity was measured too low: the machine was busy then
            }
            int refusedBefore = refused.size();
            double served = load(times * capacity);
            report("%d times the capacity: %.0f%% of it served, %d refused, %s", times, 100 * served / capacity,
                    refused.size() - refusedBefore, latencies());
            assertThat(served / capacity).as("served at %d times the capacity", times).isGreaterThan(0.3);
        }
        assertThat(refused).as("what was too much").isNotEmpty();
        nothingIsLost();
    }
}
