package io.quarkiverse.strata.runtime;

import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.StatementTimeoutException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.TransactionTimeoutException;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.ResultCache;
import io.quarkiverse.strata.execution.ResultLimits;
import io.quarkiverse.strata.pool.DriverPool;
import io.quarkiverse.strata.pool.Hosts;
import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.test.PgBouncer;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.transaction.PipelineBegin;
import io.quarkiverse.strata.transaction.SessionSettings;
import io.quarkiverse.strata.transaction.TransactionalDatabase;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Row;

/** Behind a pooler that lends its connections by transaction: ten of ours share two of its own. */
class DatabaseOnPgBouncer {

    private static final int OURS = 10;
    private static final PostgresServer SERVER = PostgresServer.get();

    private static String database;
    private static PgBouncer pooler;
    private static DriverPool pool;
    private static TransactionalDatabase db;

    @BeforeAll
    static void start() {
        database = SERVER.createDatabase();
        pooler = new PgBouncer(2);
        PgConnectOptions target = TargetOptions.through(Pooler.TRANSACTION, SERVER.options(database).setPort(pooler.port()));
        Hosts hosts = new Hosts("<default>", SERVER.vertx(),
                List.of(new Hosts.Target("pooler", () -> Future.succeededFuture(target))), false);
        pool = DriverPool.build(SERVER.vertx(), null, hosts, PoolSettings.ofSize(OURS));
        PrimaryPool primary = new PrimaryPool("<default>", SERVER.vertx(), pool, hosts.dedicated(), Listeners.NONE,
                ResultLimits.NONE, hosts, OURS);
        db = new TransactionalDatabase(Router.primaryOnly(primary), SessionSettings.of(PipelineBegin.READS),
                TransactionOptions.defaults(), ResultCache.disabled("<default>"));
        SERVER.execute(database, "CREATE TABLE t (id int8)");
    }

    @AfterAll
    static void stop() {
        pool.close();
        pooler.close();
    }

    @BeforeEach
    void empty() {
        SERVER.execute(database, "TRUNCATE t");
    }

    @AfterEach
    void nobodyInheritsASettingOrATransaction() {
        await().atMost(Duration.ofSeconds(10)).until(() -> number("SELECT count(*) FROM pg_stat_activity "
                + "WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'") == 0);
        List<String> settings = await(Uni.join().all(IntStream.range(0, 20).mapToObj(i -> db.single(
                sql("SELECT current_setting('statement_timeout') || current_setting('transaction_read_only') FROM pg_sleep(0.01)")
                        .as(String.class)))
                .toList()).andFailFast());
        assertThat(settings).containsOnly("0off");
    }

    private static long number(String sql) {
        Row row = SERVER.execute(database, sql).iterator().next();
        return row.getLong(0);
    }

    private static Query<Long> sleep(double seconds) {
        return read("SELECT 1::int8 FROM pg_sleep(" + seconds + ")");
    }

    @Test
    void manyShareFewConnections() {
        List<Uni<Long>> all = IntStream.range(0, 500).mapToObj(i -> i % 3 == 0
                ? db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES ($1)", (long) i))
                        .chain(() -> tx.savepoint(sp -> sp.single(read("SELECT max(id) FROM t WHERE id = $1", (long) i)))))
                : db.single(read("SELECT $1::int8", (long) i))).toList();
        List<Long> answers = await(Uni.join().all(all).usingConcurrencyOf(50).andFailFast());
        assertThat(answers).containsExactlyElementsOf(IntStream.range(0, 500).mapToObj(i -> (long) i).toList());
        assertThat(number("SELECT count(*) FROM t")).isEqualTo(167);
        assertThat(number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                + "AND pid <> pg_backend_pid() AND backend_type = 'client backend'")).isLessThanOrEqualTo(2);
    }

    @Test
    void limitsHoldAndStayWithTheirStatement() {
        Duration limit = Duration.ofMillis(300);
        assertThatThrownBy(() -> await(db.timeout(limit).list(sleep(20)))).isInstanceOf(StatementTimeoutException.class);
        assertThatThrownBy(() -> await(db.timeout(limit).execute(write("INSERT INTO t SELECT 1 FROM pg_sleep(20)"))))
                .isInstanceOf(StatementTimeoutException.class);
        assertThatThrownBy(() -> await(db.transaction(TransactionOptions.defaults().withStatementTimeout(limit),
                tx -> tx.list(sleep(20))))).isInstanceOf(StatementTimeoutException.class);
        assertThat(await(db.timeout(limit).execute(write("INSERT INTO t VALUES (1)")))).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void nobodyElseGetsTheLimitOfAStatement() {
        List<Uni<Long>> all = IntStream.range(0, 60).mapToObj(i -> i % 3 == 0 ? sleepLong()
                : db.timeout(Duration.ofMillis(250)).execute(write("INSERT INTO t VALUES (1)")).map(Integer::longValue)
                        .onFailure(StatementTimeoutException.class).recoverWithItem(1L)) // it waited for its turn
                .toList();
        List<Long> answers = await(Uni.join().all(all).andFailFast());
        assertThat(answers).containsOnly(1L);
    }

    private static Uni<Long> sleepLong() {
        return db.single(sleep(0.4));
    }

    @Test
    void whatIsCancelledGoesOnToItsEndAndHitsNobody() {
        Cancellable read = db.list(sleep(1)).subscribe().with(rows -> {
        });
        Cancellable transaction = db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> tx.list(sleep(1)))).subscribe().with(rows -> {
                });
        await().until(() -> sleeping() == 2);
        read.cancel();
        transaction.cancel();
        await().during(Duration.ofMillis(300)).until(() -> sleeping() == 2);
        assertThat(await(db.single(sleep(0.2)))).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM t")).isZero();
    }

    private static long sleeping() {
        return number("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(1%' "
                + "AND pid <> pg_backend_pid()");
    }

    @Test
    void aTransactionThatTakesTooLongIsRolledBack() {
        assertThatThrownBy(() -> await(db.transaction(TransactionOptions.defaults().withTimeout(Duration.ofMillis(300)),
                tx -> tx.execute(write("INSERT INTO t VALUES (1)")).chain(() -> tx.list(sleep(1))))))
                .isInstanceOf(TransactionTimeoutException.class);
        assertThat(number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void whatEndsWithTheTransactionWorks() {
        AtomicReference<String> outcome = new AtomicReference<>();
        List<Long> written = await(db.transaction(TransactionOptions.serializable().withDurableOutcome(true), tx -> {
            tx.afterCommit(() -> outcome.set("committed"));
            return tx.lock(AdvisoryLock.named("x")).chain(() -> tx.notify("x", null))
                    .chain(() -> tx.execute(write("INSERT INTO t SELECT generate_series(1, 1000)")))
                    .chain(() -> tx.stream(read("SELECT id FROM t")).collect().asList());
        }));
        assertThat(written).hasSize(1000);
        assertThat(outcome).hasValue("committed");
        assertThat(await(db.stream(read("SELECT id FROM t")).collect().asList())).hasSize(1000);
        assertThat(await(db.stream(read("SELECT id FROM t")).select().first(3).collect().asList())).hasSize(3);
        List<Long> counts = await(db.snapshot(2, parts -> Uni.join().all(parts.get(0).single(read("SELECT count(*) FROM t")),
                parts.get(1).single(read("SELECT count(*) FROM t"))).andFailFast()));
        assertThat(counts).containsExactly(1000L, 1000L);
    }

    @Test
    void streamsThatAreLeftLeaveNoStatementBehind() throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            List<Cancellable> streams = IntStream.range(0, 4).mapToObj(n -> db
                    .stream(read("SELECT g::int8 FROM generate_series(1, 3000) g WHERE pg_sleep(0.0001) IS NOT NULL"))
                    .subscribe().with(row -> {
                    }, failure -> {
                    })).toList();
            Thread.sleep(i);
            streams.forEach(Cancellable::cancel);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> number("SELECT count(*) FROM pg_stat_activity "
                + "WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'") == 0);
        List<Long> left = await(Uni.join().all(IntStream.range(0, 20).mapToObj(i -> db.single(
                read("SELECT count(*) FROM pg_prepared_statements, pg_sleep(0.01) WHERE name <> ''"))).toList()).andFailFast());
        assertThat(left).containsOnly(0L);
    }

    @Test
    void whatNeedsASessionIsRefused() {
        assertThatThrownBy(() -> await(db.withConnection(c -> c.list(sleep(0)))))
                .hasMessageStartingWith("STRATA-2436: withConnection(…) needs a session of the server");
        assertThatThrownBy(() -> await(db.withLock(AdvisoryLock.of(1L), () -> Uni.createFrom().item(1))))
                .hasMessageStartingWith("STRATA-2436: withLock(…)");
        assertThatThrownBy(() -> db.listen("x")).hasMessageStartingWith("STRATA-2436: listen(…)");
    }
}
