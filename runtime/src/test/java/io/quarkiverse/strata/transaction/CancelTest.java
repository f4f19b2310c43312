package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.StatementTimeoutException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** What a cancellation does in each phase. The pool has one connection, so a leaked one would show at once. */
class CancelTest extends OneConnection {

    private static long running(String text) {
        return test.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pool' AND state = 'active' "
                + "AND datname = current_database() AND query LIKE '%" + text + "%'");
    }

    private static Cancellable start(Uni<?> uni) {
        return uni.subscribe().with(item -> {
        }, failure -> {
        });
    }

    @Test
    void aReadOutsideATransactionIsCancelledInTheServer() {
        Cancellable call = start(db.list(read("SELECT 1::int8 FROM pg_sleep(20)")));
        await().until(() -> running("pg_sleep") == 1);
        call.cancel();
        await().atMost(Duration.ofSeconds(3)).until(() -> running("pg_sleep") == 0);
    }

    @Test
    void aWriteOutsideATransactionRunsToItsEnd() {
        Cancellable call = start(db.execute(write("INSERT INTO t SELECT 1 FROM pg_sleep(0.5)")));
        await().until(() -> running("pg_sleep") == 1);
        call.cancel();
        await().atMost(Duration.ofSeconds(3)).until(() -> test.number("SELECT count(*) FROM t") == 1);
    }

    @Test
    void whoeverWaitsForAConnectionLeavesWithoutOne() {
        Cancellable holder = start(db.transaction(tx -> tx.list(read("SELECT 1::int8 FROM pg_sleep(20)"))));
        await().until(() -> running("pg_sleep") == 1);
        start(db.list(read("SELECT 2::int8"))).cancel();
        start(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (7)")))).cancel();
        holder.cancel();
        assertThat(await(db.single(read("SELECT count(*) FROM t")))).isZero();
    }

    @Test
    void aTransactionIsCancelledInTheServerAndRolledBack() {
        Cancellable call = start(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> tx.execute(write("INSERT INTO t SELECT 2 FROM pg_sleep(20)")))));
        await().until(() -> running("pg_sleep") == 1);
        call.cancel();
        await().atMost(Duration.ofSeconds(3)).until(() -> test.busyBackends() == 0);
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void aStatementInsideATransactionRunsToItsEndAndTheTransactionGoesOn() {
        await(db.transaction(tx -> tx.execute(write("INSERT INTO t SELECT 1 FROM pg_sleep(0.5)"))
                .ifNoItem().after(Duration.ofMillis(100)).recoverWithItem((Integer) null)
                .chain(() -> tx.execute(write("INSERT INTO t VALUES (2)")))));
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(2);
    }

    @Test
    void aCancelledSavepointIsUndone() {
        await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> tx.savepoint(sp -> sp.execute(write("INSERT INTO t VALUES (2)"))
                        .chain(() -> sp.list(read("SELECT 1::int8 FROM pg_sleep(0.5)"))))
                        .ifNoItem().after(Duration.ofMillis(150)).recoverWithItem(List.<Long> of()))
                .chain(() -> tx.execute(write("INSERT INTO t VALUES (3)")))));
        assertThat(test.number("SELECT sum(id)::int8 FROM t")).isEqualTo(4);
    }

    @Test
    void aStatementThatStillWaitsIsDropped() {
        await(db.transaction(tx -> Uni.join().all(
                tx.list(read("SELECT 1::int8 FROM pg_sleep(0.5)")).replaceWith(0),
                tx.execute(write("INSERT INTO t VALUES (9)")).ifNoItem().after(Duration.ofMillis(100)).recoverWithItem(0))
                .andFailFast()));
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void aSavepointThatNobodyWaitedForIsUndone() {
        await(db.transaction(tx -> {
            start(tx.savepoint(sp -> sp.execute(write("INSERT INTO t VALUES (9)")).chain(() -> Uni.createFrom().nothing())));
            return Uni.createFrom().item("the end").onItem().delayIt().by(Duration.ofMillis(300));
        }));
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void aDeadlineOfTheCallerRollsBack() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> tx.list(read("SELECT 1::int8 FROM pg_sleep(20)"))))
                .ifNoItem().after(Duration.ofMillis(200)).fail())).isInstanceOf(TimeoutException.class);
        await().atMost(Duration.ofSeconds(3)).until(() -> test.busyBackends() == 0);
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void onceCommitWasSentItEndsAsTheServerSays() {
        // a deferred trigger makes COMMIT last
        test.sql("CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
                + "'BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END'");
        test.sql("CREATE TABLE IF NOT EXISTS s (id int8)");
        test.sql("CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON s DEFERRABLE INITIALLY DEFERRED "
                + "FOR EACH ROW EXECUTE FUNCTION slow()");
        Cancellable call = start(db.transaction(tx -> tx.execute(write("INSERT INTO s VALUES (1)"))));
        await().until(() -> running("COMMIT") == 1);
        call.cancel();
        await().atMost(Duration.ofSeconds(3)).until(() -> test.number("SELECT count(*) FROM s") == 1);
    }

    /** Longer than a rollback may take: thrown away with its connection, it would not be there. */
    @Test
    void aCommitThatTakesLongIsWaitedForWithoutItsCaller() {
        test.sql("CREATE FUNCTION slower() RETURNS trigger LANGUAGE plpgsql AS "
                + "'BEGIN PERFORM pg_sleep(5.5); RETURN NULL; END'");
        test.sql("CREATE TABLE slower (id int8)");
        test.sql("CREATE CONSTRAINT TRIGGER slower AFTER INSERT ON slower DEFERRABLE INITIALLY DEFERRED "
                + "FOR EACH ROW EXECUTE FUNCTION slower()");
        long backend = await(db.single(read("SELECT pg_backend_pid()::int8")));
        Cancellable call = start(db.transaction(tx -> tx.execute(write("INSERT INTO slower VALUES (1)"))));
        await().until(() -> running("COMMIT") == 1);
        call.cancel();
        assertThat(await(db.single(read("SELECT pg_backend_pid()::int8")))).as("it waits for the only connection")
                .isEqualTo(backend);
        assertThat(test.number("SELECT count(*) FROM slower")).isEqualTo(1);
    }

    @Test
    void aCancelFromOutsideFailsTheStatement() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        db.transaction(tx -> tx.list(read("SELECT 1::int8 FROM pg_sleep(20)"))).subscribe().with(item -> {
        }, failure::set);
        await().until(() -> running("pg_sleep") == 1);
        test.sql("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'pool' AND state = 'active'");
        await().until(() -> failure.get() instanceof StatementTimeoutException);
    }

    @Test
    void aStreamStoppedEarlyLeavesTheTransactionUsable() {
        List<Long> seen = await(db.transaction(tx -> tx.stream(read("SELECT g::int8 FROM generate_series(1, 100000) g"))
                .select().first(3).collect().asList()
                .call(() -> tx.execute(write("INSERT INTO t VALUES (1)")))));
        assertThat(seen).containsExactly(1L, 2L, 3L);
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void aStreamOutsideATransactionIsReadOnlyAndEndsWithItsSubscriber() {
        assertThat(await(db.stream(read("SELECT g::int8 FROM generate_series(1, 1000) g")).collect().asList())).hasSize(1000);
        assertThat(await(db.stream(read("SELECT g::int8 FROM generate_series(1, 100000) g")).select().first(300)
                .collect().asList())).hasSize(300);
        assertThatThrownBy(() -> await(db.stream(read("SELECT nextval('q')")).collect().asList()))
                .hasMessageContaining("relation \"q\" does not exist");
        Cancellable slow = db.stream(read("SELECT 1::int8 FROM pg_sleep(20)")).subscribe().with(item -> {
        }, failure -> {
        });
        await().until(() -> running("pg_sleep") == 1);
        slow.cancel();
        await().atMost(Duration.ofSeconds(3)).until(() -> test.busyBackends() == 0);
        assertThat(test.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pool' "
                + "AND datname = current_database()")).isEqualTo(1);
    }

    @Test
    void preparedStatementsOfStreamsAreClosed() {
        for (int i = 0; i < 5; i++) {
            await(db.stream(read("SELECT g::int8 FROM generate_series(1, 1000) g")).select().first(2).collect().asList());
        }
        assertThat(
                await(db.single(read(
                        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%generate_series%' AND statement NOT LIKE '%pg_prepared%'"))))
                .isZero();
    }
}
