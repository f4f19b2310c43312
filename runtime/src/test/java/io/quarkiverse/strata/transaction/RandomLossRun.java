package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.quarkiverse.strata.CommitUnknownException;
import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.SeveralHosts;
import io.quarkiverse.strata.test.Standby;
import io.smallrye.mutiny.Uni;

/**
 * COMMITs and their answers get lost at random, the server is killed, and in the end a standby that lags takes its place. Half
 * of
 * the callers move money with a durable outcome, each transfer until it is told to be there; the others insert a row and
 * believe
 * what they are told.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class RandomLossRun {

    private static final int LOSSES = 1000;
    private static final int CALLERS = 6;
    /** A standby is promoted after so many. */
    private static final int LOSSES_OF_ONE = 250;
    private static final int KILLS = 3;
    private static final TransactionOptions DURABLE = TransactionOptions.defaults().withDurableOutcome(true).withRetries(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private enum Told {
        COMMITTED,
        /** On a server that was about to lose what its standby hadn't. */
        COMMITTED_IN_THE_GAP,
        ROLLED_BACK,
        UNKNOWN
    }

    private final AtomicInteger losses = new AtomicInteger();
    private final Map<Told, Integer> totals = new ConcurrentHashMap<>();

    @Test
    void whatIsToldIsTrue() {
        for (int world = 0; losses.get() < LOSSES; world++) {
            try (World one = new World(world)) {
                one.run(Math.min(LOSSES, losses.get() + LOSSES_OF_ONE));
                one.check();
            }
        }
        assertThat(losses.get()).isGreaterThanOrEqualTo(LOSSES);
        assertThat(totals).containsKeys(Told.COMMITTED, Told.ROLLED_BACK);
    }

    /** A primary with a standby, until that is promoted. */
    private final class World implements AutoCloseable {

        private final Random random;
        private final PostgresServer server = PostgresServer.start();
        private final String database = server.createDatabase();
        private final Standby standby;
        private final FaultProxy proxy = new FaultProxy(server.port());
        private final SeveralHosts hosts;
        private final AtomicLong ids = new AtomicLong();
        private final Map<Long, Told> inserts = new ConcurrentHashMap<>();
        private final Map<Long, Told> transfers = new ConcurrentHashMap<>();
        private final AtomicInteger running = new AtomicInteger(CALLERS);
        private boolean frozen;
        private volatile boolean gap;
        private volatile boolean over;

        World(int number) {
            random = new Random(number);
            server.execute(database, "CREATE TABLE row (id int8 PRIMARY KEY); CREATE TABLE transfer (id int8); "
                    + "CREATE TABLE account (id int PRIMARY KEY, balance int8); "
                    + "INSERT INTO account SELECT g, 1000000 FROM generate_series(1, 20) g");
            standby = server.standby();
            hosts = new SeveralHosts(server, database, proxy.port(), standby.port());
            await(hosts.db().transaction(DURABLE, tx -> tx.execute(write("INSERT INTO row VALUES (0)"))));
            standby.waitUntilCaughtUp();
            proxy.meddle(sent -> !sent.contains("; COMMIT") || chance(6) ? sent : lost(null));
            proxy.loseAnswersWhen(sent -> sent.contains("; COMMIT") && !chance(5) && lost("") != null);
        }

        private synchronized boolean chance(int of) {
            return random.nextInt(of) > 0;
        }

        private String lost(String sent) {
            losses.incrementAndGet();
            return sent;
        }

        void run(int until) {
            for (int i = 0; i < CALLERS; i++) {
                next(i % 2 == 0);
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                int due = until - LOSSES_OF_ONE / 2 * (KILLS - kill + 1) / KILLS;
                Awaitility.await().atMost(PATIENCE).until(() -> losses.get() >= due);
                server.kill();
                server.restart();
            }
            Awaitility.await().atMost(PATIENCE).until(() -> losses.get() >= until);
            standby.waitUntilCaughtUp();
            gap = true;
            standby.stopReceiving();
            int before = inserts.size();
            Awaitility.await().atMost(PATIENCE).until(() -> inserts.size() > before + CALLERS);
            frozen = chance(2);
            if (frozen) {
                server.freeze();
            } else {
                server.kill();
            }
            Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true); // answers on their way arrive
            gap = false; // what is told from here on isn't from there
            standby.promote();
            int then = inserts.size();
            Awaitility.await().atMost(PATIENCE).until(() -> inserts.size() > then + 5 * CALLERS);
            over = true;
            Awaitility.await().atMost(PATIENCE).until(() -> running.get() == 0 && hosts.busy() == 0);
        }

        private void next(boolean durable) {
            if (over) {
                running.decrementAndGet();
                return;
            }
            long id = ids.incrementAndGet();
            if (durable) {
                transfer(id);
            } else {
                Uni<Integer> insert = hosts.db().transaction(tx -> tx.execute(write("INSERT INTO row VALUES ($1)", id)));
                insert.subscribe().with(done -> told(inserts, id, committed(), false),
                        failure -> told(inserts, id, told(failure), false));
            }
        }

        private void transfer(long id) {
            int from = (int) (id % 20) + 1;
            int to = (int) ((id + 7) % 20) + 1;
            hosts.db().transaction(DURABLE, tx -> tx
                    .execute(write("UPDATE account SET balance = balance - 1 WHERE id = $1", Math.min(from, to)))
                    .chain(() -> tx
                            .execute(write("UPDATE account SET balance = balance + 1 WHERE id = $1", Math.max(from, to))))
                    .chain(() -> tx.execute(write("INSERT INTO transfer VALUES ($1)", id))))
                    .subscribe().with(done -> told(transfers, id, committed(), true), failure -> {
                        Told told = told(failure);
                        if (told == Told.ROLLED_BACK) {
                            server.vertx().setTimer(50, again -> transfer(id));
                        } else {
                            told(transfers, id, told, true);
                        }
                    });
        }

        private Told committed() {
            return gap ? Told.COMMITTED_IN_THE_GAP : Told.COMMITTED;
        }

        private Told told(Throwable failure) {
            if (failure instanceof CommitUnknownException) {
                return Told.UNKNOWN;
            }
            assertThat(failure).isInstanceOf(ConnectionLostException.class);
            return Told.ROLLED_BACK;
        }

        private void told(Map<Long, Told> by, long id, Told what, boolean durable) {
            by.put(id, what);
            totals.merge(what, 1, Integer::sum);
            next(durable);
        }

        void check() {
            Set<Long> rows = new HashSet<>();
            standby.execute(database, "SELECT id FROM row").forEach(row -> rows.add(row.getLong(0)));
            inserts.forEach((id, told) -> {
                if (told == Told.COMMITTED || told == Told.ROLLED_BACK) {
                    assertThat(rows.contains(id)).as("row %d, which was told to be %s", id, told)
                            .isEqualTo(told == Told.COMMITTED);
                }
            });
            Map<Long, Integer> moved = new HashMap<>();
            standby.execute(database, "SELECT id FROM transfer").forEach(row -> moved.merge(row.getLong(0), 1, Integer::sum));
            assertThat(moved.values()).as("transfers happen once").containsOnly(1);
            transfers.forEach((id, told) -> {
                assertThat(told).as("with a mark everything is known").isNotEqualTo(Told.UNKNOWN);
                if (told == Told.COMMITTED) {
                    assertThat(moved).as("a transfer that was told is there").containsKey(id);
                }
            });
            assertThat(standby.execute(database, "SELECT sum(balance)::int8 FROM account").iterator().next().getLong(0))
                    .isEqualTo(20_000_000);
        }

        @Override
        public void close() {
            over = true;
            hosts.close();
            proxy.close();
            if (frozen) {
                server.thaw();
            }
            server.close();
            standby.close();
        }
    }
}
