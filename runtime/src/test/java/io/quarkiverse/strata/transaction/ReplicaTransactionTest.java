package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.insertInto;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.CommitUnknownException;
import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.ReplicaLostException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.pool.Routing;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.ReplicatedDatabase;
import io.quarkiverse.strata.test.Standby;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgConnection;

/** Read-only transactions, and calls with options, on a replica that shows everything two seconds late. */
class ReplicaTransactionTest {

    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final TransactionOptions READING = TransactionOptions.reading();
    private static final AtomicInteger IDS = new AtomicInteger();

    static PostgresServer primary;
    static Standby standby;
    static String database;
    static String replica;

    private final int id = IDS.incrementAndGet();
    private ReplicatedDatabase replicated;
    private Database db;

    @BeforeAll
    static void start() {
        primary = PostgresServer.start();
        database = primary.createDatabase();
        primary.execute(database, "CREATE TABLE note (id int PRIMARY KEY)");
        standby = primary.standby(DELAY);
        standby.waitUntilCaughtUp();
        replica = "localhost:" + standby.port();
    }

    @AfterAll
    static void end() {
        standby.close();
        primary.close();
    }

    @BeforeEach
    void open() {
        replicated = new ReplicatedDatabase(primary, database, Routing.EXPLICIT, Duration.ofSeconds(30), standby.port())
                .awaitUp();
        db = replicated.db();
    }

    @AfterEach
    void close() {
        Awaitility.await().until(() -> replicated.busy() == 0);
        replicated.close();
    }

    private static Statement write(int id) {
        return insertInto("note").columns("id").values(id);
    }

    private static Query<Long> written(int id) {
        return select(col("id").cast(Long.class)).from("note").where(col("id").eq(id));
    }

    private static Query<String> ask(String expression) {
        return sql("SELECT " + expression).as(String.class);
    }

    @Test
    void anAdvisoryLockThereWouldHoldNobodyOff() {
        assertThatThrownBy(() -> await(db.transaction(READING, tx -> tx.lock(AdvisoryLock.of(1L)))))
                .hasMessageStartingWith("STRATA-2430: the advisory lock [1] was taken on replica " + replica);
        assertThatThrownBy(() -> await(db.transaction(READING, tx -> tx.tryLock(AdvisoryLock.of(1L)))))
                .hasMessageStartingWith("STRATA-2430: ");
    }

    @Test
    void allPartsOfASnapshotAreOnOneServer() {
        List<String> where = await(db.snapshot(3, parts -> Uni.join().all(parts.stream()
                .map(part -> part.single(ask("pg_is_in_recovery()::text || pg_current_snapshot()"))).toList()).andFailFast()));
        assertThat(where).hasSize(3).allMatch(each -> each.startsWith("true") && each.equals(where.get(0)));
    }

    private List<String> servers() {
        return List.copyOf(replicated.runs()).stream().map(run -> run.server()).toList();
    }

    @Test
    void aReadOnlyTransactionRunsThereAsItsOptionsWant() {
        List<String> hooks = new ArrayList<>();
        TransactionOptions options = READING.withIsolation(IsolationLevel.REPEATABLE_READ)
                .withTimeout(Duration.ofSeconds(20)).withStatementTimeout(Duration.ofSeconds(7));
        List<String> told = await(db.transaction(options, tx -> {
            tx.afterCommit(() -> hooks.add("committed"));
            return tx.single(ask("pg_is_in_recovery()::text || current_setting('transaction_isolation') "
                    + "|| current_setting('transaction_read_only') || current_setting('statement_timeout')"))
                    .chain(first -> tx.savepoint("part", sp -> sp.single(ask("'second'")))
                            .map(second -> List.of(first, second)));
        }));
        assertThat(told).containsExactly("truerepeatable readon7s", "second");
        assertThat(hooks).containsExactly("committed");
        assertThat(servers()).containsExactly(replica, replica);
        String strict = await(db.transaction(TransactionOptions.serializable().withReadOnly(true),
                tx -> tx.single(ask("pg_is_in_recovery()::text"))));
        assertThat(strict).isEqualTo("false");
    }

    /** A pooler takes no session that is read-only, and may lend another one for the next transaction. */
    @Test
    void withoutASessionTheReadIsAReadOnlyTransactionWithItsQuestion() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<String> words = List.of("default_transaction_read_only", "BEGIN READ ONLY", "pg_is_in_recovery(), (", "FROM note",
                "COMMIT");
        try (FaultProxy proxy = new FaultProxy(standby.port());
                ReplicatedDatabase pooled = ReplicatedDatabase.withoutSessions(primary, database, proxy.port()).awaitUp()) {
            proxy.meddle(sent -> {
                words.stream().filter(sent::contains).sorted(Comparator.comparing(sent::indexOf)).forEach(order::add);
                return sent;
            });
            standby.waitUntilCaughtUp();
            await(pooled.db().execute(write(id)));
            Database reading = pooled.db();
            assertThat(await(reading.onReplica().first(written(id)))).isEqualTo(id);
            assertThat(order).containsExactlyElementsOf(words.subList(1, 5));
            assertThatThrownBy(() -> await(reading.onReplica().list(sql("SELECT 1 / 0 FROM note"))))
                    .hasMessageContaining("22012");
            assertThat(await(reading.onReplica().timeout(Duration.ofSeconds(5)).list(written(-1)))).isEmpty();
        }
    }

    /** Behind the read its answer could be younger than what was read. */
    @Test
    void theReplicaIsAskedForItsPositionBeforeTheRead() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        try (FaultProxy proxy = new FaultProxy(standby.port());
                ReplicatedDatabase behind = new ReplicatedDatabase(primary, database, Routing.EXPLICIT, Duration.ofSeconds(30),
                        proxy.port()).awaitUp()) {
            proxy.meddle(sent -> {
                int question = sent.indexOf("pg_is_in_recovery(), (pg_catalog.pg_last_wal_replay_lsn()");
                int read = sent.indexOf("FROM note WHERE");
                if (question >= 0 && (read < 0 || question < read)) {
                    order.add("question");
                }
                if (read >= 0) {
                    order.add("read");
                }
                return sent;
            });
            Long seen = await(behind.db().readYourWrites(() -> behind.db().execute(write(id))
                    .chain(() -> behind.db().onReplica().first(written(id)))));
            assertThat(seen).isEqualTo(id);
            assertThat(order).containsExactly("question", "read");
        }
    }

    @Test
    void itReadsWhatItsRequestHasWritten() {
        Long read = await(db.readYourWrites(() -> db.execute(write(id))
                .chain(() -> db.transaction(READING, tx -> tx.first(written(id))))));
        assertThat(read).isEqualTo(id);
        assertThat(servers()).containsExactly(PoolStatus.PRIMARY, PoolStatus.PRIMARY);
    }

    /** Where it runs is decided with its first statement. */
    @Test
    void itReadsWhatItsRequestHasWrittenBeforeItsFirstStatement() {
        Long read = await(db.readYourWrites(() -> db.transaction(READING,
                tx -> db.transaction(TransactionOptions.requiresNew(), other -> other.execute(write(id)))
                        .chain(() -> tx.first(written(id))))));
        assertThat(read).isEqualTo(id);
        assertThat(servers()).containsExactly(PoolStatus.PRIMARY, PoolStatus.PRIMARY);
    }

    @Test
    void aWriteInItIsToldAsOne() {
        assertThatThrownBy(() -> await(db.transaction(READING, tx -> tx.execute(write(id)))))
                .hasMessageStartingWith(
                        "STRATA-2419: a write in the transaction of datasource <default>, which was begun read only: ");
        assertThat(servers()).containsExactly(replica);
    }

    /** The time goes on, where the replica's answer can't be used. */
    @Test
    void aTimedReadFallsBackToThePrimary() {
        assertThat(await(db.readYourWrites(() -> db.execute(write(id))
                .chain(() -> db.onReplica().timeout(Duration.ofSeconds(10)).first(written(id)))))).isEqualTo(id);
        assertThat(servers()).containsExactly(PoolStatus.PRIMARY, PoolStatus.PRIMARY);
        assertThatThrownBy(() -> await(db.readYourWrites(() -> db.execute(write(-id)).chain(() -> db.onReplica()
                .timeout(Duration.ofMillis(800))
                .list(sql("SELECT pg_sleep(CASE WHEN pg_is_in_recovery() THEN 0.4 ELSE 9 END)"))))))
                .hasMessageEndingWith("took longer than its timeout of 800 ms and was cancelled in the server. Statement: "
                        + "SELECT pg_sleep(CASE WHEN pg_is_in_recovery() THEN 0.4 ELSE 9 END)");
        Awaitility.await().until(() -> replicated.runs().size() == 4);
        assertThat(replicated.runs()).allMatch(run -> run.answered() >= 0 && run.waited() >= 0);
    }

    @Test
    void anAttemptWhoseReplicaEndsItIsRunAgain() {
        AtomicInteger attempts = new AtomicInteger();
        List<String> hooks = new ArrayList<>();
        Uni<String> work = db.transaction(READING.withRetries(2), tx -> {
            tx.afterCommit(() -> hooks.add("committed"));
            return tx.single(ask("pg_backend_pid()::text")).chain(pid -> {
                if (attempts.incrementAndGet() == 1) {
                    return terminate(pid).chain(() -> tx.single(ask("'there'")));
                }
                return tx.single(ask("'there'"));
            });
        });
        String told = await(work);
        assertThat(told).isEqualTo("there");
        assertThat(attempts).hasValue(2);
        assertThat(hooks).containsExactly("committed");
    }

    private static Uni<?> terminate(String pid) {
        return Uni.createFrom().completionStage(() -> PgConnection.connect(primary.vertx(), standby.options("postgres"))
                .compose(connection -> connection.query("SELECT pg_terminate_backend(" + pid + ", 5000)").execute()
                        .eventually(() -> connection.close()))
                .toCompletionStage());
    }

    @Test
    void withoutRetriesTheLossIsTold() {
        assertThatThrownBy(() -> await(db.transaction(READING,
                tx -> tx.single(ask("pg_terminate_backend(pg_backend_pid())::text")))))
                .isInstanceOf(ConnectionLostException.class);
    }

    /** Whether it was committed there makes no difference. */
    @Test
    void lostAtItsCommitItIsNotInDoubt() {
        try (FaultProxy proxy = new FaultProxy(standby.port());
                ReplicatedDatabase behind = new ReplicatedDatabase(primary, database, Routing.EXPLICIT, Duration.ofSeconds(30),
                        proxy.port()).awaitUp()) {
            AtomicInteger cuts = new AtomicInteger(2);
            proxy.meddle(sent -> sent.contains("SELECT 1; COMMIT") && cuts.getAndDecrement() > 0 ? null : sent);
            List<String> hooks = new ArrayList<>();
            Uni<String> work = behind.db().transaction(READING, tx -> {
                tx.afterCommit(() -> hooks.add("committed"));
                tx.afterRollback(() -> hooks.add("rolled back"));
                return tx.single(ask("'there'"));
            });
            assertThatThrownBy(() -> await(work)).isExactlyInstanceOf(ReplicaLostException.class)
                    .hasMessage("STRATA-2103: replica localhost:" + proxy.port()
                            + " of datasource <default> went away. Nothing "
                            + "was written there, so the whole can be run again, by TransactionOptions.withRetries(…) for "
                            + "example. What it said: the connection of datasource <default> broke: Failed to read any response "
                            + "from the server, the underlying connection may have been lost unexpectedly. Statement: SELECT 1; "
                            + "COMMIT");
            assertThat(hooks).containsExactly("rolled back");
            behind.awaitState(proxy.port(), PoolStatus.State.UP);
            hooks.clear();
            String again = await(behind.db().transaction(READING.withRetries(1), tx -> {
                tx.afterCommit(() -> hooks.add("committed"));
                return tx.single(ask("'again'"));
            }));
            assertThat(again).isEqualTo("again");
            assertThat(hooks).containsExactly("committed");
            assertThat(cuts).hasValueLessThanOrEqualTo(0);
            Awaitility.await().until(() -> behind.busy() == 0);
        }
    }

    @Test
    void onThePrimaryItIsNotInDoubtEither() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase behind = new TestDatabase(1, PipelineBegin.READS, proxy.port())) {
            proxy.meddle(sent -> sent.contains("SELECT 1; COMMIT") ? null : sent);
            assertThatThrownBy(() -> await(behind.db().transaction(READING, tx -> tx.single(ask("'there'")))))
                    .isExactlyInstanceOf(ConnectionLostException.class).hasMessageStartingWith("STRATA-2103: ");
            assertThatThrownBy(() -> await(behind.db().transaction(tx -> tx.single(ask("'there'")))))
                    .isInstanceOf(CommitUnknownException.class).hasMessageStartingWith("STRATA-2405: ");
        }
    }

    @Test
    void anAttemptInTheWayOfReplayIsRunAgain() throws Exception {
        standby.execute("postgres", "ALTER SYSTEM SET max_standby_streaming_delay = '100ms'");
        standby.delayReplay(Duration.ZERO);
        try {
            primary.execute(database, "INSERT INTO note SELECT generate_series(10000, 10100)");
            standby.waitUntilCaughtUp();
            AtomicInteger attempts = new AtomicInteger();
            var read = db.transaction(READING.withRetries(1), tx -> tx.list(sql("SELECT count(*), pg_sleep("
                    + (attempts.incrementAndGet() == 1 ? 5 : 0) + ") FROM note"))).subscribeAsCompletionStage();
            awaitSleeping(1);
            primary.execute(database, "DELETE FROM note WHERE id >= 10000");
            primary.execute(database, "VACUUM note");
            assertThat(read.get(20, java.util.concurrent.TimeUnit.SECONDS)).hasSize(1);
            assertThat(attempts).hasValue(2);
        } finally {
            standby.execute("postgres", "ALTER SYSTEM RESET max_standby_streaming_delay");
            standby.delayReplay(DELAY);
        }
    }

    @Test
    void whoLeavesIsCancelledThere() {
        var left = db.transaction(READING, tx -> tx.list(sql("SELECT pg_sleep(30)"))).subscribe().with(rows -> {
        });
        awaitSleeping(1);
        left.cancel();
        awaitSleeping(0);
    }

    private static void awaitSleeping(long sessions) {
        Awaitility.await().until(() -> standby.execute("postgres", "SELECT count(*) FROM pg_stat_activity "
                + "WHERE application_name = '" + ReplicatedDatabase.NAME + "' AND wait_event = 'PgSleep'").iterator().next()
                .getLong(0) == sessions);
    }
}
