package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.CommitUnknownException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.sqlclient.SqlConnection;

/**
 * Transactions under load that are cancelled at random instants, by their subscribers and from outside, and stalled. Whatever
 * happens: each is wholly there or wholly absent, what was reported is what the data says, and no connection is lost.
 * The number of rounds is small here; {@code -Pfaults} raises it.
 */
class RandomCancelTest {

    private static final int ROUNDS = Integer.getInteger("strata.test.rounds", 400);

    private static final ScheduledExecutorService CANCELS = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "cancels");
        thread.setDaemon(true);
        return thread;
    });
    private static final String BACKENDS = "SELECT string_agg(pid::text, ',') FROM pg_stat_activity "
            + "WHERE application_name = 'pool' AND datname = current_database()";

    private enum Outcome {
        COMMITTED,
        FAILED,
        UNKNOWN,
        CANCELLED
    }

    @Test
    void cancelledByTheirSubscribers() throws Exception {
        try (TestDatabase test = new TestDatabase(4)) {
            Map<Long, Outcome> outcomes = run(test, true, ROUNDS);
            assertThat(outcomes.values()).contains(Outcome.COMMITTED, Outcome.CANCELLED)
                    .doesNotContain(Outcome.FAILED, Outcome.UNKNOWN);
            agree(test, outcomes);
        }
    }

    @Test
    void cancelledByTheirSubscribersWithEverythingPipelined() throws Exception {
        try (TestDatabase test = new TestDatabase(4, PipelineBegin.ALWAYS, null)) {
            agree(test, run(test, true, ROUNDS));
        }
    }

    @Test
    void cancelledFromOutside() throws Exception {
        try (TestDatabase test = new TestDatabase(4)) {
            AtomicBoolean over = new AtomicBoolean();
            CountDownLatch raging = new CountDownLatch(1);
            // connected before the transactions begin, or they may be over by then
            SqlConnection outside = PostgresServer.get().connect(test.name());
            Thread storm = new Thread(() -> {
                while (!over.get()) {
                    PostgresServer.await(outside.query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity "
                            + "WHERE application_name = 'pool' AND datname = current_database() AND random() < 0.5").execute());
                    raging.countDown();
                }
                PostgresServer.await(outside.close());
            });
            storm.start();
            raging.await();
            Map<Long, Outcome> outcomes = run(test, false, ROUNDS);
            over.set(true);
            storm.join();
            assertThat(outcomes.values()).contains(Outcome.FAILED);
            agree(test, outcomes);
        }
    }

    @Test
    void behindAServerThatStopsAnswering() throws Exception {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = new TestDatabase(4, PipelineBegin.READS, proxy.port())) {
            run(test, false, 20);
            List<Cancellable> calls = new ArrayList<>();
            for (long id = 1000; id < 1004; id++) {
                calls.add(test.db().transaction(tx -> tx.execute(write("INSERT INTO leg VALUES (2000, 1)"))
                        .chain(() -> tx.list(read("SELECT 1::int8 FROM pg_sleep(1)")))).subscribe().with(item -> {
                        }, failure -> {
                        }));
            }
            await().until(() -> test.busyBackends() == 4);
            proxy.stall();
            String stalled = PostgresServer.get().execute(test.name(), BACKENDS).iterator().next().getString(0);
            calls.forEach(Cancellable::cancel);
            Uni<Long> later = test.db().single(read("SELECT 1::int8"));
            assertThatThrownBy(() -> later.await().atMost(Duration.ofSeconds(8))).isInstanceOf(TimeoutException.class);
            // by now each was thrown away, since neither its statement nor its rollback had an answer
            proxy.resume();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> test.number("SELECT count(*) FROM pg_stat_activity WHERE pid IN (" + stalled + ")") == 0);
            Uni<Long> one = test.db().transaction(tx -> tx.single(read("SELECT pg_backend_pid()::int8 FROM pg_sleep(0.1)")));
            assertThat(await(Uni.join().all(one, one, one, one).andFailFast())).doesNotHaveDuplicates();
            await().atMost(Duration.ofSeconds(20)).until(() -> test.busyBackends() == 0);
            assertThat(test.number("SELECT count(*) FROM (SELECT 1 FROM leg GROUP BY id HAVING count(*) <> 3) x")).isZero();
        }
    }

    /** Three writes, the second under a savepoint. */
    private static Uni<Integer> transfer(Database db, long id) {
        return db.transaction(tx -> tx.single(read("SELECT count(*) FROM leg WHERE id = $1", id))
                .chain(() -> tx.execute(write("INSERT INTO leg VALUES ($1, 1)", id)))
                .chain(() -> tx.savepoint(sp -> sp.execute(write("INSERT INTO leg VALUES ($1, 2)", id))))
                .chain(() -> tx.execute(write("INSERT INTO leg VALUES ($1, 3)", id))));
    }

    private static Map<Long, Outcome> run(TestDatabase test, boolean cancel, int rounds) throws Exception {
        test.sql("CREATE TABLE leg (id int8, n int8)");
        Random random = new Random(42);
        Map<Long, Outcome> outcomes = new ConcurrentHashMap<>();
        Semaphore underWay = new Semaphore(16);
        for (long id = 0; id < rounds; id++) {
            long key = id;
            underWay.acquire();
            AtomicBoolean over = new AtomicBoolean();
            Cancellable call = transfer(test.db(), key).subscribe().with(item -> {
                if (over.compareAndSet(false, true)) {
                    outcomes.put(key, Outcome.COMMITTED);
                    underWay.release();
                }
            }, failure -> {
                if (over.compareAndSet(false, true)) {
                    outcomes.put(key, failure instanceof CommitUnknownException ? Outcome.UNKNOWN : Outcome.FAILED);
                    underWay.release();
                }
            });
            if (cancel && random.nextInt(3) > 0) {
                CANCELS.schedule(() -> {
                    if (over.compareAndSet(false, true)) {
                        call.cancel();
                        outcomes.put(key, Outcome.CANCELLED);
                        underWay.release();
                    }
                }, random.nextInt(8_000), TimeUnit.MICROSECONDS);
            }
        }
        assertThat(underWay.tryAcquire(16, 60, TimeUnit.SECONDS)).as("all have ended").isTrue();
        return outcomes;
    }

    private static void agree(TestDatabase test, Map<Long, Outcome> outcomes) {
        await().atMost(Duration.ofSeconds(20)).until(() -> test.busyBackends() == 0);
        Set<Long> whole = new TreeSet<>();
        PostgresServer.get().execute(test.name(), "SELECT id, count(*) FROM leg GROUP BY id").forEach(row -> {
            assertThat(row.getLong(1)).as("legs of " + row.getLong(0)).isEqualTo(3);
            whole.add(row.getLong(0));
        });
        outcomes.forEach((id, outcome) -> {
            if (outcome == Outcome.COMMITTED) {
                assertThat(whole).as("reported as committed").contains(id);
            } else if (outcome == Outcome.FAILED) {
                assertThat(whole).as("reported as failed").doesNotContain(id);
            }
        });
        // all connections can be had at once: none has leaked
        Uni<Long> one = test.db().transaction(tx -> tx.single(read("SELECT pg_backend_pid()::int8 FROM pg_sleep(0.1)")));
        assertThat(await(Uni.join().all(one, one, one, one).andFailFast())).doesNotHaveDuplicates();
    }
}
