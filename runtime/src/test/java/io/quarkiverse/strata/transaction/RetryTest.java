package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.TransactionOptions.defaults;
import static io.quarkiverse.strata.TransactionOptions.serializable;
import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.CommitUnknownException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DeadlockException;
import io.quarkiverse.strata.DurabilityException;
import io.quarkiverse.strata.SerializationFailureException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class RetryTest {

    private static TestDatabase test;
    private static Database db;

    @BeforeAll
    static void start() {
        test = new TestDatabase(2);
        db = test.db();
        test.sql("CREATE TABLE account (id int8 PRIMARY KEY, balance int8)");
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void rows() {
        test.sql("TRUNCATE account");
        test.sql("INSERT INTO account VALUES (1, 100), (2, 100)");
    }

    @AfterEach
    void nothingIsLeftOpen() {
        test.becomesIdle();
    }

    /** Both read both rows before either writes, so that one of them must fail. */
    private static Uni<Integer> meeting(Meeting meeting, TransactionOptions options, long id, AtomicInteger attempts) {
        return db.transaction(options, tx -> {
            attempts.incrementAndGet();
            return tx.single(read("SELECT sum(balance)::int8 FROM account"))
                    .call(() -> meeting.arrive())
                    .chain(sum -> tx.execute(write("UPDATE account SET balance = balance - 50 WHERE id = " + id
                            + " AND " + sum + " >= 100")));
        });
    }

    /** Two wait for each other once; later arrivals pass. */
    private static final class Meeting {

        private UniEmitter<? super Void> first;
        private int arrived;

        synchronized Uni<Void> arrive() {
            arrived++;
            if (arrived == 1) {
                return Uni.createFrom().emitter(waiting -> first = waiting);
            }
            if (arrived == 2) {
                first.complete(null);
            }
            return Uni.createFrom().voidItem();
        }
    }

    @Test
    void twoThatConflictBothSucceed() {
        AtomicInteger attempts = new AtomicInteger();
        Meeting meeting = new Meeting();
        TransactionOptions options = serializable().withRetries(5).withName("withdraw");
        List<Integer> both = await(
                Uni.join().all(meeting(meeting, options, 1, attempts), meeting(meeting, options, 2, attempts))
                        .andFailFast());
        assertThat(both).containsExactly(1, 1);
        assertThat(attempts.get()).isGreaterThanOrEqualTo(3);
        assertThat(test.number("SELECT sum(balance)::int8 FROM account")).isEqualTo(100);
    }

    @Test
    void withoutRetriesOneFails() {
        AtomicInteger attempts = new AtomicInteger();
        Meeting meeting = new Meeting();
        List<Integer> both = await(Uni.join().all(
                meeting(meeting, serializable(), 1, attempts).onFailure(SerializationFailureException.class).recoverWithItem(0),
                meeting(meeting, serializable(), 2, attempts).onFailure(SerializationFailureException.class).recoverWithItem(0))
                .andFailFast());
        assertThat(both).containsExactlyInAnyOrder(0, 1);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void aDeadlockIsRunAgain() {
        Meeting meeting = new Meeting();
        AtomicInteger attempts = new AtomicInteger();
        List<Integer> both = await(Uni.join().all(crossing(meeting, 1, 2, attempts), crossing(meeting, 2, 1, attempts))
                .andFailFast());
        assertThat(both).containsExactly(1, 1);
        assertThat(attempts).hasValue(3);
        assertThat(test.number("SELECT sum(balance)::int8 FROM account")).isEqualTo(204);
    }

    private static Uni<Integer> crossing(Meeting meeting, long first, long second, AtomicInteger attempts) {
        return db.transaction(defaults().withRetries(3), tx -> {
            attempts.incrementAndGet();
            return tx.execute(write("UPDATE account SET balance = balance + 1 WHERE id = " + first))
                    .call(() -> meeting.arrive())
                    .chain(() -> tx.execute(write("UPDATE account SET balance = balance + 1 WHERE id = " + second)));
        });
    }

    @Test
    void afterTheLastAttemptTheFailureIsTheServers() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> await(db.transaction(defaults().withRetries(2), tx -> {
            attempts.incrementAndGet();
            return tx.execute(write("DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$"));
        }))).isInstanceOf(DeadlockException.class);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void aFailureThatTheWorkWrappedCountsAndOneThatMayHaveCommittedDoesNot() {
        var serialization = new SerializationFailureException("x", Failures.details("STRATA-2305", "d", null), null);
        assertThat(RetryingUni.isRetryable(new IllegalStateException(serialization))).isTrue();
        assertThat(RetryingUni.isRetryable(new IllegalStateException("no"))).isFalse();
        assertThat(RetryingUni.isRetryable(new CommitUnknownException("x", Failures.details("STRATA-2405", "d", null),
                serialization))).isFalse();
        assertThat(RetryingUni.isRetryable(new DurabilityException("x", Failures.details("STRATA-2407", "d", null),
                serialization))).isFalse();
    }

    @Test
    void aJoinedPartIsNotRunAgainAlone() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> await(db.transaction(tx -> db.transaction(defaults().withRetries(5), inner -> {
            attempts.incrementAndGet();
            return inner.execute(write("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"));
        })))).isInstanceOf(SerializationFailureException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void attemptsStayOnTheCallersContext() {
        Context request = VertxContext.createNewDuplicatedContext(PostgresServer.get().vertx().getOrCreateContext());
        AtomicInteger attempts = new AtomicInteger();
        AtomicReference<Context> seen = new AtomicReference<>();
        Uni<Integer> work = db.transaction(defaults().withRetries(1), tx -> {
            seen.set(Vertx.currentContext());
            return attempts.incrementAndGet() == 1 ? tx.execute(write("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"))
                    : Uni.createFrom().item(7);
        });
        Integer item = await(Uni.createFrom().<Integer> emitter(emitter -> request.runOnContext(go -> work.subscribe()
                .with(emitter::complete, emitter::fail))));
        assertThat(item).isEqualTo(7);
        assertThat(seen.get()).isSameAs(request);
    }

    @Test
    void cancelledInAPauseItIsNotRunAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        var call = db.transaction(defaults().withRetries(100), tx -> {
            attempts.incrementAndGet();
            return tx.execute(write("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"));
        }).subscribe().with(item -> {
        }, failure -> {
        });
        org.awaitility.Awaitility.await().until(() -> attempts.get() >= 4);
        call.cancel();
        int then = attempts.get();
        Thread.sleep(1_500); // longer than the longest pause: there is nothing to wait for
        assertThat(attempts.get()).isLessThanOrEqualTo(then + 1);
    }
}
