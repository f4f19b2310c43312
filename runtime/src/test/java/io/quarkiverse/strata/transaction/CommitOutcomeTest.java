package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import io.quarkiverse.strata.CommitUnknownException;
import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DurabilityException;
import io.quarkiverse.strata.TransactionLostException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.ResultCache;
import io.quarkiverse.strata.pool.DriverPool;
import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.Standby;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;

/** What a caller is told when the answer to COMMIT gets lost. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class CommitOutcomeTest {

    private static final String COMMIT = "SELECT 1; COMMIT";
    private static final int ROUNDS = Integer.getInteger("strata.test.rounds", 400) / 3;

    private static TestDatabase open(FaultProxy proxy, Duration limit) {
        TestDatabase test = new TestDatabase(2, SessionSettings.of(PipelineBegin.READS).withOutcomeLimit(limit), proxy.port(),
                Listeners.NONE,
                TransactionOptions.defaults());
        test.sql("CREATE TABLE t (id int8)");
        return test;
    }

    private static Uni<Integer> insert(Database db, long id) {
        return insert(db, TransactionOptions.defaults(), id);
    }

    private static Uni<Integer> insert(Database db, TransactionOptions options, long id) {
        return db.transaction(options, tx -> tx.execute(write("INSERT INTO t VALUES ($1)", id)));
    }

    @Test
    void oneThatIsThereIsNoFailure() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ofSeconds(10))) {
            List<String> hooks = new ArrayList<>();
            proxy.loseAnswersTo(COMMIT);
            int rows = await(test.db().transaction(tx -> {
                tx.afterCommit(() -> hooks.add("committed"));
                return tx.execute(write("INSERT INTO t VALUES (1)"));
            }));
            assertThat(rows).isEqualTo(1);
            assertThat(hooks).containsExactly("committed");
            assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
        }
    }

    @Test
    void oneThatIsNotThereMayBeRunAgain() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ofSeconds(10))) {
            AtomicInteger cuts = new AtomicInteger(2);
            proxy.meddle(sent -> sent.contains(COMMIT) && cuts.getAndDecrement() > 0 ? null : sent);
            assertThatThrownBy(() -> await(insert(test.db(), 1))).isExactlyInstanceOf(TransactionLostException.class)
                    .hasMessage("STRATA-2425: the connection broke when a transaction of datasource <default> was to be "
                            + "committed, and the server says that it was rolled back. Nothing of it was kept: run it again, "
                            + "by TransactionOptions.withRetries(…) for example.");
            assertThat(await(insert(test.db(), TransactionOptions.defaults().withRetries(1), 2))).isEqualTo(1);
            assertThat(cuts).hasValueLessThan(1);
            assertThat(test.number("SELECT sum(id) FROM t")).isEqualTo(2);
        }
    }

    @Test
    void withASavepointRolledBackInItTheWholeIsAskedAfter() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ofSeconds(10))) {
            proxy.loseAnswersTo(COMMIT);
            int rows = await(test.db().transaction(tx -> tx
                    .savepoint(sp -> sp.execute(write("INSERT INTO t VALUES (1)")).chain(() -> sp.execute(write("SELEKT"))))
                    .onFailure().recoverWithNull().chain(() -> tx.execute(write("INSERT INTO t VALUES (2)")))));
            assertThat(rows).isEqualTo(1);
            assertThat(test.number("SELECT sum(id) FROM t")).isEqualTo(2);
        }
    }

    @Test
    void aBackendThatDoesNotHearOfItIsEnded() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ofSeconds(2))) {
            AtomicInteger cuts = new AtomicInteger(1);
            proxy.leaveServersAlone();
            proxy.meddle(sent -> sent.contains(COMMIT) && cuts.getAndDecrement() > 0 ? null : sent);
            assertThatThrownBy(() -> await(insert(test.db(), 1))).isExactlyInstanceOf(TransactionLostException.class);
            assertThat(test.number("SELECT count(*) FROM t")).isZero();
            test.becomesIdle();
        }
    }

    @Test
    void whoDoesNotAskDoesNotKnow() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ZERO)) {
            proxy.loseAnswersTo(COMMIT);
            assertThatThrownBy(() -> await(insert(test.db(), 1))).isInstanceOf(CommitUnknownException.class)
                    .hasMessage("STRATA-2405: COMMIT was sent on datasource <default> and its answer never came. The "
                            + "transaction is wholly there or wholly absent (outcomes aren't asked for: "
                            + "quarkus.strata.transactions.outcome-limit is 0): look before "
                            + "you run it again.");
        }
    }

    @Test
    void aServerThatDoesNotAnswerInTimeLeavesItUnknown() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ofMillis(500))) {
            await(insert(test.db(), 1)); // from now on the connection knows the question for the number
            assertThatThrownBy(() -> await(test.db().transaction(tx -> tx.execute(write("INSERT INTO t VALUES (2)"))
                    .invoke(() -> proxy.meddle(sent -> null))))).isInstanceOf(CommitUnknownException.class)
                    .hasMessageContaining("(within 500 ms ");
        }
    }

    @Test
    void aCrashInBetweenLeavesItUnknown() {
        try (PostgresServer server = PostgresServer.start(); FaultProxy proxy = new FaultProxy(server.port())) {
            Database db = database(server, proxy, Duration.ofSeconds(30), connect(server.vertx(), server.options("postgres")));
            await(db.execute(write("CREATE TABLE t (id int8)")));
            CompletableFuture<Integer> call = stalledAtCommit(db, proxy);
            server.kill();
            server.restart();
            proxy.cut();
            assertThatThrownBy(call::join).hasCauseInstanceOf(CommitUnknownException.class)
                    .hasMessageContaining(
                            "(the server has crashed since, or its statistics were reset, and after a crash numbers "
                                    + "that were lost are given out again)");
        }
    }

    @Test
    void aRestartInGoodOrderDoesNot() {
        try (PostgresServer server = PostgresServer.start(); FaultProxy proxy = new FaultProxy(server.port())) {
            Database db = database(server, proxy, Duration.ofSeconds(30), connect(server.vertx(), server.options("postgres")));
            await(db.execute(write("CREATE TABLE t (id int8)")));
            CompletableFuture<Integer> call = stalledAtCommit(db, proxy);
            server.stop();
            server.restart();
            proxy.cut();
            assertThatThrownBy(call::join).hasCauseInstanceOf(TransactionLostException.class);
        }
    }

    @Test
    void aStandbyThatWasPromotedDoesNotKnow() {
        try (PostgresServer server = PostgresServer.start();
                Standby standby = server.standby();
                FaultProxy proxy = new FaultProxy(server.port())) {
            Database db = database(server, proxy, Duration.ofSeconds(30),
                    connect(server.vertx(), server.options("postgres").setPort(standby.port())));
            await(db.execute(write("CREATE TABLE t (id int8)")));
            standby.waitUntilCaughtUp();
            CompletableFuture<Integer> call = stalledAtCommit(db, proxy);
            server.kill();
            proxy.cut();
            standby.promote();
            assertThatThrownBy(call::join).hasCauseInstanceOf(CommitUnknownException.class)
                    .hasMessageContaining("(another server was promoted since)");
        }
    }

    /** Behind the addresses there may be anybody: what another server says of a number is about another transaction. */
    @Test
    void neitherAnotherSystemNorAStandbyIsAsked() {
        try (PostgresServer server = PostgresServer.start();
                Standby standby = server.standby();
                FaultProxy proxy = new FaultProxy(server.port())) {
            committedThough(server, proxy, server.options("postgres"), PostgresServer.get().options("postgres"),
                    standby.options("postgres"));
        }
    }

    @Test
    void neitherIsAnOlderServer() {
        try (PostgresServer old = PostgresServer.start();
                Standby server = old.standby();
                FaultProxy proxy = new FaultProxy(server.port())) {
            server.promote();
            committedThough(old, proxy, server.options("postgres"), old.options("postgres"));
        }
    }

    /** @param others who answer before the server itself does */
    private static void committedThough(PostgresServer server, FaultProxy proxy, PgConnectOptions own,
            PgConnectOptions... others) {
        Queue<PgConnectOptions> first = new ConcurrentLinkedQueue<>(List.of(others));
        Database db = database(server, proxy, Duration.ofSeconds(20),
                () -> connect(server.vertx(), first.isEmpty() ? own : first.poll()).get());
        await(db.execute(write("CREATE TABLE t (id int8)")));
        proxy.loseAnswersTo(COMMIT);
        assertThat(await(insert(db, 1))).isEqualTo(1);
        assertThat(first).as("each was met").isEmpty();
    }

    /** Makes the server give another number; the message stays as long as it was. */
    private static String numbered(String sent, String number) {
        String question = "SELECT pg_catalog.pg_current_xact_id_if_assigned()::text";
        String answer = "SELECT '" + number + "'::text";
        return sent.replace(question, answer + " ".repeat(question.length() - answer.length()));
    }

    @Test
    void aNumberThatWasNotGivenOutIsUnknown() {
        assertUnknown("4000000000", "(the server hasn't given out its number)");
    }

    @Test
    void aNumberThatTheServerHasForgottenIsUnknown() {
        assertUnknown("0", "(the server has forgotten its number)");
    }

    private static void assertUnknown(String number, String why) {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ofSeconds(2))) {
            proxy.meddle(sent -> numbered(sent, number));
            proxy.loseAnswersTo(COMMIT);
            assertThatThrownBy(() -> await(insert(test.db(), 1))).isInstanceOf(CommitUnknownException.class)
                    .hasMessageContaining(why);
        }
    }

    /** A backend that waits for a standby that doesn't exist has committed. */
    private static CompletableFuture<Integer> waitingForAStandby(PostgresServer server, Database db) {
        await(db.execute(write("CREATE TABLE t (id int8)")));
        server.execute("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        server.execute("postgres", "SELECT pg_reload_conf()");
        for (long id = 1;; id++) { // one that came before the server heard of the setting doesn't wait
            CompletableFuture<Integer> call = insert(db, id).subscribeAsCompletionStage();
            Awaitility.await().until(() -> call.isDone() || server.execute("postgres",
                    "SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep'").size() == 1);
            if (!call.isDone()) {
                return call;
            }
        }
    }

    @Test
    void oneThatIsThereAndNotReplicatedIsToldAsThat() {
        try (PostgresServer server = PostgresServer.start(); FaultProxy proxy = new FaultProxy(server.port())) {
            Database db = database(server, proxy, Duration.ofSeconds(2), connect(server.vertx(), server.options("postgres")));
            CompletableFuture<Integer> call = waitingForAStandby(server, db);
            proxy.leaveServersAlone();
            proxy.cut();
            assertThatThrownBy(call::join).hasCauseInstanceOf(DurabilityException.class);
            assertThat(server.execute("postgres", "SELECT FROM t").size()).isPositive();
        }
    }

    @Test
    void oneWhoseBackendWasEndedWhileItWaitedIsToldAsThat() {
        try (PostgresServer server = PostgresServer.start(); FaultProxy proxy = new FaultProxy(server.port())) {
            Database db = database(server, proxy, Duration.ofSeconds(2), connect(server.vertx(), server.options("postgres")));
            CompletableFuture<Integer> call = waitingForAStandby(server, db);
            server.execute("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
            assertThatThrownBy(call::join).hasCauseInstanceOf(DurabilityException.class);
        }
    }

    /** The server answers COMMIT then, with a warning. */
    @Test
    void oneThatWasCancelledFromOutsideWhileItWaitedIsToldAsThat() {
        try (PostgresServer server = PostgresServer.start(); FaultProxy proxy = new FaultProxy(server.port())) {
            Database db = database(server, proxy, Duration.ofSeconds(20), connect(server.vertx(), server.options("postgres")));
            CompletableFuture<Integer> call = waitingForAStandby(server, db);
            server.execute("postgres", "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
            assertThatThrownBy(call::join).hasCauseInstanceOf(DurabilityException.class);
            assertThat(server.execute("postgres", "SELECT FROM t").size()).isPositive();
        }
    }

    @Test
    void oneThatTheStandbyGetsLaterIsNoFailure() {
        try (PostgresServer server = PostgresServer.start(); FaultProxy proxy = new FaultProxy(server.port())) {
            Database db = database(server, proxy, Duration.ofSeconds(20), connect(server.vertx(), server.options("postgres")));
            CompletableFuture<Integer> call = waitingForAStandby(server, db);
            proxy.leaveServersAlone();
            proxy.cut();
            server.execute("postgres", "ALTER SYSTEM RESET synchronous_standby_names");
            server.execute("postgres", "SELECT pg_reload_conf()");
            assertThat(call.join()).isEqualTo(1);
        }
    }

    @Test
    void theNumberIsThatOfTheFirstChange() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ofSeconds(10))) {
            proxy.loseAnswersTo(COMMIT);
            int rows = await(test.db().transaction(tx -> tx.execute(write("UPDATE t SET id = 2 WHERE id = 1"))
                    .chain(() -> tx.execute(write("INSERT INTO t VALUES (1)")))));
            assertThat(rows).isEqualTo(1);
        }
    }

    @Test
    void oneWithoutANumberIsUnknown() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ofSeconds(10))) {
            proxy.loseAnswersTo(COMMIT);
            assertThatThrownBy(() -> await(test.db().transaction(tx -> tx.execute(write("NOTIFY news")))))
                    .isInstanceOf(CommitUnknownException.class).hasMessageContaining("(the server had given it no number)");
        }
    }

    /** The answer to the first write is passed on, what is asked behind it isn't. */
    @Test
    void oneWhoseCommitWasNeverSentIsNotInDoubt() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ofSeconds(10))) {
            proxy.meddle(sent -> sent.contains("pg_current_xact_id_if_assigned") ? null : sent);
            assertThatThrownBy(() -> await(insert(test.db(), 1))).isInstanceOf(ConnectionLostException.class)
                    .isNotInstanceOf(CommitUnknownException.class);
            assertThat(test.number("SELECT count(*) FROM t")).isZero();
        }
    }

    @Test
    void afterwardsNobodyAsksAnyMore() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ofMillis(700))) {
            proxy.leaveServersAlone();
            AtomicInteger cuts = new AtomicInteger(1);
            test.sql(
                    "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(2); RETURN NULL; END'");
            test.sql("CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED "
                    + "FOR EACH ROW EXECUTE FUNCTION slow()");
            proxy.meddle(sent -> sent.contains("pg_terminate_backend") && cuts.getAndDecrement() > 0 ? "" : sent);
            proxy.loseAnswersTo(COMMIT);
            CompletableFuture<Integer> call = insert(test.db(), 1).subscribeAsCompletionStage();
            Awaitility.await().until(() -> test.number("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%COMMIT' "
                    + "AND state = 'active' AND datname = current_database() AND pid <> pg_backend_pid()") == 1);
            proxy.cut();
            assertThatThrownBy(call::join).hasCauseInstanceOf(CommitUnknownException.class);
            proxy.cut();
            Awaitility.await()
                    .until(() -> test.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                            + "AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND query LIKE '%pg_xact_status%'") == 0);
        }
    }

    /** Answers are lost and COMMITs too, at random. */
    @Test
    void whatIsToldIsTrue() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = open(proxy, Duration.ofSeconds(10))) {
            Random random = new Random(7);
            Map<Long, Boolean> told = new ConcurrentHashMap<>();
            for (long id = 1; id <= ROUNDS; id++) {
                boolean arrives = random.nextBoolean();
                AtomicInteger cuts = new AtomicInteger(arrives ? 0 : 1);
                proxy.loseAnswersTo(arrives ? COMMIT : null);
                proxy.meddle(sent -> sent.contains(COMMIT) && cuts.getAndDecrement() > 0 ? null : sent);
                try {
                    await(insert(test.db(), id));
                    told.put(id, true);
                } catch (TransactionLostException e) {
                    told.put(id, false);
                }
            }
            told.forEach((id, there) -> assertThat(test.number("SELECT count(*) FROM t WHERE id = " + id)).as("of " + id)
                    .isEqualTo(there ? 1 : 0));
            assertThat(told.values()).contains(true, false).hasSize(ROUNDS);
        }
    }

    private static Supplier<Future<SqlConnection>> connect(Vertx vertx, PgConnectOptions options) {
        return () -> PgConnection.connect(vertx, options).map(connection -> connection);
    }

    private static Database database(PostgresServer server, FaultProxy proxy, Duration limit,
            Supplier<Future<SqlConnection>> beside) {
        PgConnectOptions options = server.options("postgres").setPort(proxy.port());
        DriverPool pool = DriverPool.build(server.vertx(), null, () -> Future.succeededFuture(new PgConnectOptions(options)),
                PoolSettings.ofSize(1));
        return new TransactionalDatabase(
                Router.primaryOnly(new PrimaryPool("<default>", server.vertx(), pool, beside::get, Listeners.NONE)),
                SessionSettings.of(PipelineBegin.READS).withOutcomeLimit(limit), TransactionOptions.defaults(),
                ResultCache.disabled("<default>"));
    }

    /** COMMIT was sent and gets no further. */
    private static CompletableFuture<Integer> stalledAtCommit(Database db, FaultProxy proxy) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        proxy.meddle(bytes -> {
            if (bytes.contains(COMMIT)) {
                sent.complete(null);
                return "";
            }
            return bytes;
        });
        CompletableFuture<Integer> call = insert(db, 1).subscribeAsCompletionStage();
        try {
            sent.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e);
        }
        proxy.meddle(bytes -> bytes);
        return call;
    }
}
