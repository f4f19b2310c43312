package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.quarkiverse.strata.CommitUnknownException;
import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.TransactionLostException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.SeveralHosts;
import io.quarkiverse.strata.test.Standby;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.SqlConnection;

/** What a caller is told when the answer to COMMIT gets lost together with the server. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class DurableOutcomeTest {

    private static final TransactionOptions DURABLE = TransactionOptions.defaults().withDurableOutcome(true);
    private static final int TRANSFERS = Integer.getInteger("strata.test.rounds", 400) / 4;
    private static final int KILLS = 3;

    private final PostgresServer server = PostgresServer.start();
    private final String database = server.createDatabase();

    @AfterEach
    void end() {
        server.close();
    }

    private long number(String sql) {
        return server.execute(database, sql).iterator().next().getLong(0);
    }

    private SeveralHosts open(int... ports) {
        server.execute(database, "CREATE TABLE IF NOT EXISTS t (id int8)");
        return new SeveralHosts(server, database, ports);
    }

    private static Uni<Integer> insert(SeveralHosts hosts, TransactionOptions options, long id) {
        return hosts.db().transaction(options, tx -> tx.execute(write("INSERT INTO t VALUES ($1)", id)));
    }

    /** Sends COMMIT and kills the server when it is on its way, or not. */
    private CompletableFuture<Integer> killedAtCommit(SeveralHosts hosts, FaultProxy proxy, TransactionOptions options, long id,
            boolean arrives) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        proxy.meddle(bytes -> {
            if (!bytes.contains("; COMMIT")) {
                return bytes;
            }
            proxy.stall();
            sent.complete(null);
            return arrives ? bytes : "";
        });
        CompletableFuture<Integer> call = insert(hosts, options, id).subscribeAsCompletionStage();
        sent.join();
        if (arrives) {
            Awaitility.await().until(() -> number("SELECT count(*) FROM t WHERE id = " + id) == 1);
        }
        server.kill();
        proxy.meddle(bytes -> bytes);
        proxy.cut();
        proxy.resume();
        return call;
    }

    @Test
    void oneThatIsThereAfterACrash() {
        try (FaultProxy proxy = new FaultProxy(server.port()); SeveralHosts hosts = open(proxy.port())) {
            assertThat(await(insert(hosts, DURABLE, 1))).isEqualTo(1);
            CompletableFuture<Integer> call = killedAtCommit(hosts, proxy, DURABLE, 2, true);
            server.restart();
            assertThat(call).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1);
            assertThat(number("SELECT count(*) FROM t")).isEqualTo(2);
        }
    }

    @Test
    void oneThatIsNotThereAfterACrash() {
        try (FaultProxy proxy = new FaultProxy(server.port()); SeveralHosts hosts = open(proxy.port())) {
            assertThat(await(insert(hosts, DURABLE, 1))).isEqualTo(1);
            CompletableFuture<Integer> call = killedAtCommit(hosts, proxy, DURABLE, 2, false);
            server.restart();
            assertThat(call).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
                    .withCauseInstanceOf(TransactionLostException.class);
            assertThat(number("SELECT count(*) FROM t")).isEqualTo(1);
        }
    }

    /** Without the mark nobody knows. */
    @Test
    void withoutAMarkItIsUnknown() {
        try (FaultProxy proxy = new FaultProxy(server.port()); SeveralHosts hosts = open(proxy.port())) {
            assertThat(await(insert(hosts, TransactionOptions.defaults(), 1))).isEqualTo(1);
            CompletableFuture<Integer> call = killedAtCommit(hosts, proxy, TransactionOptions.defaults(), 2, true);
            server.restart();
            assertThat(call).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
                    .withCauseInstanceOf(CommitUnknownException.class);
        }
    }

    @Test
    void thePromotedServerTells() {
        try (Standby standby = server.standby();
                FaultProxy proxy = new FaultProxy(server.port());
                SeveralHosts hosts = open(proxy.port(), standby.port())) {
            assertThat(await(insert(hosts, DURABLE, 1))).isEqualTo(1);
            standby.waitUntilCaughtUp();
            standby.stopReceiving(); // so this one has what comes now, and the standby hasn't
            CompletableFuture<Integer> call = killedAtCommit(hosts, proxy, DURABLE.withRetries(3), 2, true);
            standby.promote();
            assertThat(call).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1);
            assertThat(standby.execute(database, "SELECT count(*) FROM t WHERE id = 2").iterator().next().getLong(0))
                    .as("it was lost with the old server and has been run again").isEqualTo(1);
        }
    }

    /** Money moves while the server is killed at random: each transfer once, none lost. */
    @Test
    void aTransferHappensOnce() {
        server.execute(database, "CREATE TABLE account (id int PRIMARY KEY, balance int8); "
                + "INSERT INTO account VALUES (1, 1000000), (2, 0); CREATE TABLE transfer (id int8)");
        TransactionOptions options = DURABLE.withRetries(20);
        Set<Long> told = new TreeSet<>();
        try (SeveralHosts hosts = open(server.port())) {
            await(insert(hosts, DURABLE, 0));
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread killer = new Thread(() -> {
                Random random = new Random(11);
                for (int kill = 0; kill < KILLS && !done.isDone(); kill++) {
                    try {
                        Thread.sleep(200 + random.nextInt(500));
                    } catch (InterruptedException e) {
                        return;
                    }
                    server.kill();
                    server.restart();
                }
            });
            killer.start();
            for (long id = 1; id <= TRANSFERS || killer.isAlive(); id++) {
                long transfer = id;
                for (boolean sent = false; !sent;) {
                    try {
                        await(hosts.db().transaction(options, tx -> tx
                                .execute(write("UPDATE account SET balance = balance - 1 WHERE id = 1"))
                                .chain(() -> tx.execute(write("UPDATE account SET balance = balance + 1 WHERE id = 2")))
                                .chain(() -> tx.execute(write("INSERT INTO transfer VALUES ($1)", transfer)))));
                        sent = true;
                    } catch (ConnectionLostException notThere) {
                        // rolled back for certain, or never begun: the server was away for long
                    }
                }
                told.add(id);
            }
            done.complete(null);
        }
        Set<Long> there = new TreeSet<>();
        server.execute(database, "SELECT id FROM transfer").forEach(row -> assertThat(there.add(row.getLong(0)))
                .as("transfer %s once", row.getLong(0)).isTrue());
        assertThat(there).isEqualTo(told);
        assertThat(number("SELECT balance FROM account WHERE id = 2")).isEqualTo(told.size());
        assertThat(number("SELECT sum(balance)::int8 FROM account")).isEqualTo(1_000_000);
    }

    /** It is in progress on a server that is alive, and the mark that is asked for waits for it. */
    @Test
    void oneThatStillWaitsIsWaitedFor() {
        try (FaultProxy proxy = new FaultProxy(server.port()); SeveralHosts hosts = open(proxy.port())) {
            server.execute(database, "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
                    + "$$ BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END $$; "
                    + "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
                    + "WHEN (NEW.id = 2) EXECUTE FUNCTION slow()");
            assertThat(await(insert(hosts, DURABLE, 1))).isEqualTo(1);
            proxy.leaveServersAlone();
            CompletableFuture<Void> sent = new CompletableFuture<>();
            proxy.meddle(bytes -> {
                if (bytes.contains("; COMMIT")) {
                    server.vertx().setTimer(100, later -> proxy.cut());
                    sent.complete(null);
                }
                return bytes;
            });
            CompletableFuture<Integer> call = insert(hosts, DURABLE, 2).subscribeAsCompletionStage();
            sent.join();
            assertThat(call).succeedsWithin(Duration.ofSeconds(8)).isEqualTo(1);
            assertThat(number("SELECT count(*) FROM t WHERE id = 2")).isEqualTo(1);
        }
    }

    /** Once somebody was told that it isn't there, a COMMIT that arrives late can't bring it. */
    @Test
    void oneThatComesLateDoesNotHappen() {
        try (FaultProxy proxy = new FaultProxy(server.port()); SeveralHosts hosts = open(proxy.port())) {
            assertThat(await(insert(hosts, DURABLE, 1))).isEqualTo(1);
            OutcomeMarkers markers = new OutcomeMarkers(hosts.primary());
            await(markers.whenReady(Uni.createFrom().voidItem()));
            OutcomeMarkers.Marks marks = markers.marks();
            UUID mark = UUID.randomUUID();
            SqlConnection late = server.connect(database);
            await(late.query("BEGIN; INSERT INTO t VALUES (2)").execute());
            SqlConnection asking = server.connect(database);
            assertThat(await(OutcomeMarkers.settle(asking, marks, mark))).isFalse();
            assertThatThrownBy(() -> await(late.query(OutcomeMarkers.insertSql(marks, mark) + "; COMMIT").execute()))
                    .hasStackTraceContaining("23505");
            assertThat(await(OutcomeMarkers.settle(asking, marks, mark))).as("the same when it is asked again").isFalse();
            await(late.close());
            assertThat(number("SELECT count(*) FROM t")).isEqualTo(1);
            UUID there = UUID.randomUUID();
            await(asking.query(OutcomeMarkers.insertSql(marks, there)).execute());
            assertThat(await(OutcomeMarkers.settle(asking, marks, there))).isTrue();
            server.execute(database, "DROP TABLE strata_outcomes; CREATE TABLE strata_outcomes (id uuid PRIMARY KEY, "
                    + "absent boolean NOT NULL DEFAULT false, at timestamptz NOT NULL DEFAULT clock_timestamp())");
            SqlConnection again = server.connect(database);
            assertThat(await(OutcomeMarkers.settle(again, marks, there))).as("of another table nothing is known").isNull();
        }
    }

    /** A note of absence would neither meet the mark nor wait for it. */
    @Test
    void aTableWithoutAKeyIsRefused() {
        server.execute(database, "CREATE TABLE strata_outcomes (id uuid, absent boolean NOT NULL DEFAULT false, "
                + "at timestamptz NOT NULL DEFAULT clock_timestamp())");
        try (SeveralHosts hosts = open(server.port())) {
            assertThatThrownBy(() -> await(insert(hosts, DURABLE, 1))).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("STRATA-2427").hasMessageContaining("not a plain table with a key on id");
        }
    }

    @Test
    void aTableThatForgetsIsRefused() {
        server.execute(database, "CREATE UNLOGGED TABLE strata_outcomes (id uuid PRIMARY KEY, absent boolean NOT NULL "
                + "DEFAULT false, at timestamptz NOT NULL DEFAULT clock_timestamp())");
        try (SeveralHosts hosts = open(server.port())) {
            assertThatThrownBy(() -> await(insert(hosts, DURABLE, 1))).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("STRATA-2427").hasMessageContaining("not a plain table with a key on id");
        }
    }

    @Test
    void marksDoNotStay() {
        try (SeveralHosts hosts = open(server.port())) {
            for (int i = 0; i < 250; i++) {
                await(insert(hosts, DURABLE, i));
            }
            assertThat(number("SELECT count(*) FROM strata_outcomes")).isLessThanOrEqualTo(151);
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> number("SELECT count(*) FROM strata_outcomes") == 0);
        }
    }

    @Test
    void aTableThatIsGoneIsMadeAnew() {
        try (SeveralHosts hosts = open(server.port())) {
            await(insert(hosts, DURABLE, 1));
            server.execute(database, "DROP TABLE strata_outcomes");
            assertThatThrownBy(() -> await(insert(hosts, DURABLE, 2))).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("strata_outcomes");
            await(insert(hosts, DURABLE, 3));
            assertThat(number("SELECT sum(id)::int8 FROM t")).isEqualTo(4);
        }
    }

    @Test
    void withoutTheRightToMakeTheTable() {
        server.execute(database,
                "CREATE TABLE t (id int8); REVOKE CREATE ON SCHEMA public FROM public; CREATE ROLE poor LOGIN; "
                        + "GRANT ALL ON t TO poor");
        try (SeveralHosts hosts = SeveralHosts.as(server, "poor", database, server.port())) {
            assertThatThrownBy(() -> await(insert(hosts, DURABLE, 1))).isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("STRATA-2427").hasMessageContaining("CREATE TABLE IF NOT EXISTS strata_outcomes");
            assertThat(number("SELECT count(*) FROM t")).isZero();
        }
    }
}
