package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.DeadlockException;
import io.quarkiverse.strata.StatementTimeoutException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;

/** Advisory locks of transactions and of sessions. */
class AdvisoryLockTest {

    private static final AdvisoryLock INVOICE = AdvisoryLock.named("invoice:42");

    private static TestDatabase test;
    private static Database db;

    @BeforeAll
    static void start() {
        test = new TestDatabase(3);
        db = test.db();
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @AfterEach
    void nothingIsLocked() {
        await("locks").atMost(Duration.ofSeconds(5)).until(() -> locks() == 0);
    }

    private static long locks() {
        return test.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted "
                + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
    }

    private static Uni<Boolean> free(AdvisoryLock lock) {
        return db.transaction(TransactionOptions.requiresNew(), tx -> tx.tryLock(lock));
    }

    private static boolean awaited(Uni<Boolean> uni) {
        return await(uni);
    }

    @Test
    void aTransactionHasItUntilItsEnd() {
        List<Boolean> freed = await(db.transaction(tx -> tx.lock(INVOICE).chain(() -> free(INVOICE)))
                .chain(inside -> free(INVOICE).map(after -> List.of(inside, after))));
        assertThat(freed).containsExactly(false, true);
    }

    @Test
    void ofASavepointThatIsRolledBackNothingIsLeft() {
        assertThat(awaited(db.transaction(tx -> tx
                .savepoint(sp -> sp.lock(INVOICE)
                        .chain(() -> Uni.createFrom().<Void> failure(new IllegalStateException("undone"))))
                .onFailure().recoverWithNull().chain(() -> free(INVOICE))))).isTrue();
    }

    @Test
    void aNameIsTheNumberThatTheServerMakesOfIt() {
        long locked = await(db.transaction(tx -> tx.lock(INVOICE).chain(() -> tx.single(read("SELECT count(*) FROM pg_locks "
                + "WHERE locktype = 'advisory' AND objsubid = 1 AND classid::int8 << 32 | objid::int8 = "
                + "hashtextextended('invoice:42', 0)")))));
        assertThat(locked).isEqualTo(1);
    }

    @Test
    void sharedOnesHoldOffThoseAloneWhoWantItForThemselves() {
        AdvisoryLock one = AdvisoryLock.of(7L);
        List<Boolean> taken = await(db.transaction(tx -> tx.lock(one.asShared())
                .chain(() -> Uni.join().all(free(one.asShared()), free(one), free(AdvisoryLock.of(0, 7))).andFailFast())));
        assertThat(taken).containsExactly(true, false, true);
    }

    @Test
    void thoseWhoWaitForEachOtherAreToldBoth() {
        AtomicInteger first = new AtomicInteger();
        assertThatThrownBy(() -> await(Uni.join().all(inTurn(AdvisoryLock.of(1), AdvisoryLock.of(2), first),
                inTurn(AdvisoryLock.of(2), AdvisoryLock.of(1), first)).andFailFast())).isInstanceOf(DeadlockException.class);
    }

    /** Both have their first lock before they want the second. */
    private static Uni<Void> inTurn(AdvisoryLock one, AdvisoryLock other, AtomicInteger there) {
        return db.transaction(tx -> tx.lock(one).invoke(there::incrementAndGet)
                .chain(() -> tx.single(read("SELECT 1::int8 FROM pg_sleep(0.3)"))).chain(() -> tx.lock(other)));
    }

    @Test
    void workUnderALockIsAloneAndTheLockGoesBackWithIt() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Uni<Long> work = Uni.createFrom().deferred(() -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            return db.transaction(tx -> tx.single(read("SELECT 1::int8 FROM pg_sleep(0.2)")))
                    .invoke(running::decrementAndGet);
        });
        Uni<Long> locked = db.withLock(INVOICE, () -> work);
        assertThat(await(Uni.join().all(locked, locked).andFailFast())).containsExactly(1L, 1L);
        assertThat(most).hasValue(1);
        assertThat(locks()).isZero();
        String none = await(db.withLock(INVOICE, () -> Uni.createFrom().<String> nullItem()));
        assertThat(none).isNull();
    }

    @Test
    void whoDoesNotWaitIsToldThatItIsTaken() {
        AtomicBoolean ran = new AtomicBoolean();
        List<Boolean> done = await(db.withLock(INVOICE, () -> db.tryWithLock(INVOICE, () -> {
            ran.set(true);
            return Uni.createFrom().nullItem();
        })).chain(meanwhile -> db.tryWithLock(INVOICE, () -> Uni.createFrom().item("x"))
                .map(after -> List.of(meanwhile, after))));
        assertThat(done).containsExactly(false, true);
        assertThat(ran).isFalse();
    }

    @Test
    void workThatFailsOrIsCancelledGivesItBack() {
        assertThatThrownBy(() -> await(db.withLock(INVOICE, () -> Uni.createFrom().failure(new IllegalStateException("work")))))
                .hasMessage("work");
        assertThatThrownBy(() -> await(db.withLock(INVOICE, () -> {
            throw new IllegalStateException("at once");
        }))).hasMessage("at once");
        assertThat(locks()).isZero();
        Cancellable held = db.withLock(INVOICE, () -> Uni.createFrom().nothing()).subscribe().with(item -> {
        });
        await().until(() -> locks() == 1);
        Cancellable waiting = db.withLock(INVOICE, () -> Uni.createFrom().nothing()).subscribe().with(item -> {
        });
        waiting.cancel();
        held.cancel();
        await().atMost(Duration.ofSeconds(5)).until(() -> locks() == 0);
        assertThat(awaited(db.tryWithLock(INVOICE, () -> Uni.createFrom().item(1)))).isTrue();
    }

    @Test
    void insideATransactionItWouldBeGivenBackTooEarly() {
        assertThatThrownBy(() -> await(db.transaction(tx -> db.withLock(INVOICE, () -> Uni.createFrom().nullItem()))))
                .isInstanceOf(DatabaseException.class).hasMessageStartingWith("STRATA-2431: withLock(…) of the advisory lock "
                        + "\"invoice:42\" was called inside the transaction of datasource <default>");
    }

    @Test
    void itTakesNoConnectionThatTheWorkNeeds() {
        Uni<Long> locked = db.withLock(INVOICE,
                () -> db.transaction(tx -> tx.single(read("SELECT 1::int8 FROM pg_sleep(0.05)"))));
        List<Long> all = await(Uni.join().all(Collections.nCopies(10, locked)).andFailFast());
        assertThat(all).hasSize(10).containsOnly(1L);
    }

    @Test
    void workThatEndsAfterTheLockWasLostHasFailed() {
        assertThatThrownBy(() -> await(db.withLock(INVOICE, () -> Uni.createFrom().item(() -> {
            test.sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
            return 1;
        }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool())))).isInstanceOf(ConnectionLostException.class)
                .hasMessageStartingWith("STRATA-2432: ");
    }

    @Test
    void whoHasItCannotWaitForIt() {
        assertThatThrownBy(() -> await(db.withLock(INVOICE, () -> db.transaction(tx -> tx.lock(INVOICE)))))
                .hasMessageStartingWith("STRATA-2437: the advisory lock \"invoice:42\" of datasource <default> was asked for "
                        + "inside the work that has it");
        assertThatThrownBy(
                () -> await(db.withLock(INVOICE, () -> db.withLock(INVOICE.asShared(), () -> Uni.createFrom().item(1)))))
                .hasMessageStartingWith("STRATA-2437: ");
        assertThat(awaited(
                db.withLock(INVOICE.asShared(), () -> db.tryWithLock(INVOICE.asShared(), () -> Uni.createFrom().item(1)))))
                .isTrue();
    }

    @Test
    void waitingHasTheLimitOfLocks() {
        try (TestDatabase hasty = new TestDatabase(2, PipelineBegin.READS, null, Listeners.NONE,
                TransactionOptions.defaults().withLockTimeout(Duration.ofMillis(300)))) {
            String other = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = 99";
            Cancellable held = hasty.db().withLock(AdvisoryLock.of(99L), () -> Uni.createFrom().nothing()).subscribe()
                    .with(item -> {
                    });
            await().until(() -> hasty.number(other) == 1);
            try (TestDatabase same = new TestDatabase(hasty.name(), 2, TransactionOptions.defaults()
                    .withLockTimeout(Duration.ofMillis(300)))) {
                assertThatThrownBy(() -> await(same.db().withLock(AdvisoryLock.of(99L), () -> Uni.createFrom().item(1))))
                        .isInstanceOf(StatementTimeoutException.class)
                        .hasMessageStartingWith(
                                "STRATA-2438: the advisory lock [99] of datasource <default> didn't become free");
                assertThat(awaited(same.db().tryWithLock(AdvisoryLock.of(99L), () -> Uni.createFrom().item(1)))).isFalse();
            }
            held.cancel();
            await().until(() -> hasty.number(other) == 0);
        }
    }

    @Test
    void waitingForOneOfThisInstanceHasTheLimitToo() {
        try (TestDatabase hasty = new TestDatabase(2, PipelineBegin.READS, null, Listeners.NONE,
                TransactionOptions.defaults().withLockTimeout(Duration.ofMillis(300)))) {
            AtomicBoolean running = new AtomicBoolean();
            Cancellable held = hasty.db().withLock(INVOICE, () -> {
                running.set(true);
                return Uni.createFrom().nothing();
            }).subscribe().with(item -> {
            });
            await().untilTrue(running);
            assertThatThrownBy(() -> await(hasty.db().withLock(INVOICE, () -> Uni.createFrom().item(1))))
                    .isInstanceOf(StatementTimeoutException.class).hasMessageStartingWith("STRATA-2438: ");
            held.cancel();
        }
    }

    @Test
    void thoseWhoHaveOneAndWantAnotherDoNotWaitForTheirConnections() {
        List<Uni<Long>> nested = IntStream.range(0, 12).mapToObj(i -> db.withLock(AdvisoryLock.of(1, i),
                () -> db.withLock(AdvisoryLock.of(2, i), () -> db.single(read("SELECT 1::int8 FROM pg_sleep(0.1)"))))).toList();
        List<Long> all = await(Uni.join().all(nested).andFailFast());
        assertThat(all).hasSize(12).containsOnly(1L);
    }

    @Test
    void cancelledAtAnyMomentItLeavesNothing() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            Cancellable call = db.withLock(AdvisoryLock.of(7, 7), () -> db.single(read("SELECT 1::int8"))).subscribe().with(
                    item -> {
                    }, failure -> {
                    });
            Thread.sleep(i % 20);
            call.cancel();
        }
        assertThat(awaited(db.withLock(AdvisoryLock.of(7, 7), () -> Uni.createFrom().item(true)))).isTrue();
    }

    @Test
    void behindAnOldSnapshotItWouldProtectNothing() {
        assertThatThrownBy(() -> await(db.transaction(TransactionOptions.repeatableRead(), tx -> tx.lock(INVOICE))))
                .hasMessageStartingWith("STRATA-2439: ");
        assertThatThrownBy(() -> await(db.transaction(TransactionOptions.reading(), tx -> tx.notify("x", null))))
                .hasMessageStartingWith("STRATA-2440: ");
    }

    @Test
    void aLockWhoseConnectionIsLostEndsTheWork() {
        AtomicBoolean cancelled = new AtomicBoolean();
        AtomicBoolean running = new AtomicBoolean();
        Uni<Void> work = db.withLock(INVOICE, () -> {
            running.set(true);
            return Uni.createFrom().<Void> nothing().onCancellation().invoke(() -> cancelled.set(true));
        });
        Uni<Void> outcome = work.memoize().indefinitely();
        outcome.subscribe().with(item -> {
        }, failure -> {
        });
        await().untilTrue(running);
        test.sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
        assertThatThrownBy(() -> await(outcome)).isInstanceOf(ConnectionLostException.class)
                .hasMessageStartingWith("STRATA-2432: the connection of datasource <default> that has the advisory lock "
                        + "\"invoice:42\" is lost");
        assertThat(cancelled).isTrue();
    }

    @Test
    void aLockWhoseConnectionDoesNotAnswerEndsTheWork() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase far = new TestDatabase(2, PipelineBegin.READS, proxy.port())) {
            AtomicBoolean running = new AtomicBoolean();
            Uni<Void> outcome = far.db().withLock(INVOICE, () -> {
                running.set(true);
                return Uni.createFrom().<Void> nothing();
            }).memoize().indefinitely();
            outcome.subscribe().with(item -> {
            }, failure -> {
            });
            await().untilTrue(running);
            proxy.stall();
            assertThatThrownBy(() -> await(outcome)).isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("it has no answer for 5 s");
        }
    }

    @Test
    void aKeyIsANameOrNumbers() {
        assertThatThrownBy(() -> new AdvisoryLock(List.of(1), false)).hasMessageStartingWith("STRATA-2429: [1] is no key");
        assertThat(AdvisoryLock.of(1, 2).asShared()).hasToString("the shared advisory lock [1, 2]");
    }
}
