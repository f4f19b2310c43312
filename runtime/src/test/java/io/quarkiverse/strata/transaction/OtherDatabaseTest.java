package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.pool.DriverPool;
import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** What is done on another database inside a transaction is no part of it. */
class OtherDatabaseTest {

    private static TestDatabase test;
    private static Database db;
    private static Pool pool;
    private static Database reports;

    @BeforeAll
    static void start() {
        test = new TestDatabase(2);
        db = test.db();
        PostgresServer server = PostgresServer.get();
        pool = DriverPool.build(server.vertx(), null, () -> Future.succeededFuture(server.options(test.name())),
                PoolSettings.ofSize(2));
        reports = new TransactionalDatabase(
                new PrimaryPool("reports", server.vertx(), pool, pool::getConnection, Listeners.NONE), PipelineBegin.READS);
        test.sql("CREATE TABLE t (id int8)");
    }

    @AfterAll
    static void stop() {
        test.close();
        pool.close();
    }

    @BeforeEach
    void empty() {
        test.sql("TRUNCATE t");
    }

    private static Uni<Integer> insert(Queries into) {
        return into.execute(write("INSERT INTO t VALUES (1)"));
    }

    private static void refused(Uni<?> inside, String what) {
        assertThatThrownBy(() -> await(db.transaction(tx -> insert(tx).chain(() -> inside))))
                .isExactlyInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("STRATA-2434: " + what + " on datasource reports was run inside the transaction of "
                        + "datasource <default>, and is no part of it");
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    private static long number(Uni<? extends Number> uni) {
        Number number = await(uni);
        return number.longValue();
    }

    @Test
    void aWriteThatWouldStayIsRefused() {
        refused(insert(reports), "a write");
        refused(reports.transaction(OtherDatabaseTest::insert), "a transaction");
        refused(reports.withConnection(OtherDatabaseTest::insert), "withConnection(…)");
        refused(reports.withLock(AdvisoryLock.of(1L), () -> insert(reports)), "withLock(…)");
        refused(reports.stream(write("INSERT INTO t VALUES (1) RETURNING id")).collect().asList(), "a stream that writes");
    }

    @Test
    void whatIsMeantGoesThrough() {
        await(db.transaction(tx -> insert(tx).chain(() -> insert(reports.outsideTransaction()))
                .chain(() -> reports.transaction(TransactionOptions.requiresNew(), OtherDatabaseTest::insert))
                .invoke(() -> tx.afterCommit(() -> insert(reports)))));
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(4);
    }

    @Test
    void readingIsNoMisuse() {
        assertThat(number(db.transaction(tx -> insert(tx).chain(() -> reports.single(read("SELECT 7::int8")))
                .chain(() -> reports.transaction(TransactionOptions.reading(),
                        other -> other.single(read("SELECT 8::int8")))))))
                .isEqualTo(8);
        assertThat(number(db.transaction(TransactionOptions.reading(),
                tx -> tx.single(read("SELECT 1::int8")).chain(() -> insert(reports))))).isEqualTo(1);
    }
}
