package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.ForeignKeyViolationException;
import io.quarkiverse.strata.PoolExhaustedException;
import io.quarkiverse.strata.TransactionRolledBackException;
import io.quarkiverse.strata.TransactionScopeLostException;
import io.quarkiverse.strata.UniqueViolationException;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.PostgresServer;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** What runs while a test's transaction is open: it behaves as on its own, and nothing of it stays. */
class AmbientTransactionTest extends OpenAmbientTransaction {

    @Test
    void everythingIsSeenInsideAndNothingOutside() {
        await(db.execute(insert(1)));
        await(db.transaction(tx -> tx.execute(insert(2)).chain(() -> db.execute(insert(3)))));
        await(db.outsideTransaction().execute(insert(4)));
        await(db.withConnection(connection -> connection.execute(insert(5))));
        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(await(db.stream(read("SELECT id FROM t ORDER BY id")).collect().asList())).hasSize(5);
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
        assertThat(test.size()).isEqualTo(1);
    }

    /** What was left while it committed is over once. */
    @Test
    void whoLeavesDuringTheCommitDoesNotLeaveTheTransactionOpen() {
        assertThat(await(db.readYourWrites(() -> Uni.createFrom().<Integer> emitter(done -> {
            Context request = Vertx.currentContext();
            Cancellable[] left = new Cancellable[1];
            left[0] = db.transaction(tx -> tx.execute(insert(1)).invoke(count -> request.runOnContext(
                    next -> left[0].cancel()))).subscribe().with(count -> {
                    });
            Vertx.currentContext().owner().setTimer(300, later -> db.execute(insert(2)).subscribe()
                    .with(done::complete, done::fail));
        })))).isEqualTo(1);
        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    void aTransactionThatIsNotToBeKeptIsUndoneAndTold() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        await(db.transaction(tx -> {
            tx.afterCommit(() -> told.add("committed"));
            tx.afterRollback(() -> db.execute(insert(2)).invoke(count -> told.add("rolled back")));
            tx.setRollbackOnly();
            return tx.execute(insert(1));
        }));
        assertThat(told).containsExactly("rolled back");
        assertThat(ids()).containsExactly(2L);
    }

    @Test
    void aFailedStatementLeavesTheOthersUsable() {
        await(db.execute(insert(1)));
        assertThatThrownBy(() -> await(db.execute(insert(1)))).isInstanceOf(UniqueViolationException.class);
        assertThatThrownBy(() -> await(db.list(read("SELECT 1 / 0")))).isInstanceOf(DatabaseException.class);
        await(db.execute(insert(2)));
        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    void aFailedTransactionUndoesItselfAlone() {
        await(db.execute(insert(1)));
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(insert(2)).chain(() -> tx.execute(insert(1))))))
                .isInstanceOf(UniqueViolationException.class);
        await(db.transaction(tx -> tx.execute(insert(3))
                .chain(() -> tx.savepoint(sp -> sp.execute(insert(1)))).onFailure().recoverWithNull()
                .chain(() -> tx.execute(insert(4)))));
        assertThat(ids()).containsExactly(1L, 3L, 4L);
    }

    @Test
    void aSwallowedFailureRollsTheTransactionBackAsAlways() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> tx.execute(insert(1))).onFailure().recoverWithItem(0))))
                .isInstanceOf(TransactionRolledBackException.class)
                .hasMessageStartingWith("STRATA-2404: the transaction of datasource <default> was rolled back though its work "
                        + "ended well: a statement or a joined part in it had failed");
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(insert(2))
                .chain(() -> db.transaction(part -> Uni.createFrom().<Integer> failure(new IllegalStateException("part"))))
                .onFailure().recoverWithItem(0))))
                .isInstanceOf(TransactionRolledBackException.class).hasMessageContaining("(part)");
        assertThat(ids()).isEmpty();
    }

    @Test
    void deferredConstraintsAreCheckedWhereACommitWouldBe() {
        Statement orphan = write("INSERT INTO t VALUES (1, 7)");
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(orphan)))).isInstanceOfSatisfying(
                ForeignKeyViolationException.class, failure -> {
                    assertThat(failure.details().constraint()).isEqualTo("parent");
                    assertThat(failure.details().statement()).isEqualTo("COMMIT");
                });
        assertThatThrownBy(() -> await(db.execute(orphan))).isInstanceOf(ForeignKeyViolationException.class);
        assertThat(ids()).isEmpty();
        // and wait again for the end of the next one
        await(db.transaction(tx -> tx.execute(orphan).chain(() -> tx.execute(write("INSERT INTO p VALUES (7)")))));
        assertThat(ids()).containsExactly(1L);
    }

    @Test
    void aConstraintThatMayBeDeferredAndIsNotStaysSo() {
        await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1, null, 5)"))));
        await(db.transaction(tx -> tx.savepoint(sp -> sp.execute(write("INSERT INTO t VALUES (2, null, 5)")))
                .onFailure(UniqueViolationException.class).recoverWithItem(0)));
        assertThat(ids()).containsExactly(1L);
    }

    @Test
    void whatStandsOutsideATransactionGoesInside() {
        await(db.transaction(tx -> tx.execute(insert(1)).chain(() -> db.outsideTransaction().execute(insert(2)))
                .chain(() -> db.outsideTransaction().list(read("SELECT 1 / 0")).onFailure().recoverWithNull())
                .chain(() -> db.outsideTransaction().stream(read("SELECT id FROM t")).collect().asList())));
        assertThat(ids()).containsExactly(1L, 2L);
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(insert(3))
                .chain(() -> db.outsideTransaction().execute(insert(4)))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                .hasMessage("no");
        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    void inARequestItDoesSoWithoutAScopeToo() throws Exception {
        Long seen = inARequest(() -> db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> losingTheScope(() -> db.outsideTransaction().execute(insert(2))))
                .chain(() -> losingTheScope(() -> db.single(read("SELECT count(*) FROM t"))))));
        assertThat(seen).isEqualTo(2); // on a connection of its own it would not have seen them
        assertThatThrownBy(() -> inARequest(() -> db.transaction(tx -> tx.execute(insert(3))
                .chain(() -> losingTheScope(() -> db.execute(insert(4)))))))
                .isInstanceOf(TransactionScopeLostException.class).hasMessageStartingWith("STRATA-2402: ");
        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    void eachCallerHearsOnItsOwnContext() throws Exception {
        inARequest(() -> db.execute(insert(1))); // the connection is this one's
        List<Boolean> own = new ArrayList<>();
        inARequest(() -> {
            Context mine = Vertx.currentContext();
            Runnable look = () -> own.add(Vertx.currentContext() == mine);
            return db.execute(insert(2)).invoke(look).chain(() -> db.execute(insert(2))).onFailure().recoverWithItem(0)
                    .invoke(look)
                    .chain(() -> db.transaction(tx -> tx.execute(insert(3)).invoke(look)
                            .chain(() -> tx.savepoint(sp -> sp.execute(insert(4)).invoke(look))).invoke(look)))
                    .invoke(look)
                    .chain(() -> db.stream(read("SELECT id FROM t")).invoke(look).collect().last()).invoke(look)
                    .chain(() -> db.withConnection(connection -> connection.execute(insert(5)).invoke(look))).invoke(look);
        });
        assertThat(own).hasSize(13).containsOnly(true);
    }

    @Test
    void aStreamLetsOthersBetweenItsRows() {
        await(db.execute(write("INSERT INTO t SELECT generate_series(1, 600)")));
        await(db.stream(read("SELECT id FROM t ORDER BY id")).onItem()
                .transformToUniAndConcatenate(id -> db.execute(write("UPDATE t SET u = id WHERE id = $1", id)))
                .collect().last());
        assertThat(await(db.single(read("SELECT count(u) FROM t")))).isEqualTo(600);
        await(db.transaction(tx -> tx.stream(read("SELECT id FROM t")).collect().last()));
        await(db.stream(read("SELECT id FROM t")).select().first(3).collect().asList());
        assertThatThrownBy(() -> await(db.stream(read("SELECT 1 / (300 - id) FROM t ORDER BY id")).collect().last()))
                .isInstanceOf(DatabaseException.class);
        await(db.execute(write("DELETE FROM t WHERE id > 1")));
        assertThat(ids()).containsExactly(1L);
    }

    @Test
    void aLentConnectionGoesBackAsItCame() {
        await(db.withConnection(connection -> connection.execute(write("SET work_mem = '5MB'"))
                .chain(() -> connection.execute(write("CREATE TEMP TABLE mine (id int8)")))
                .chain(() -> connection.execute(insert(1)))
                .chain(() -> connection.execute(insert(1))).onFailure().recoverWithItem(0)
                .chain(() -> connection.single(read("SELECT count(*) FROM mine")))));
        assertThat(await(db.single(read("SELECT (current_setting('work_mem') = '5MB')::int::int8")))).isZero();
        assertThat(await(db.single(read("SELECT count(*) FROM pg_class WHERE relname = 'mine'")))).isZero();
        assertThat(ids()).containsExactly(1L);
    }

    @Test
    void atTheEndTheSessionIsAsItWas() {
        await(db.execute(write("SET work_mem = '5MB'")));
        await(db.list(read("SELECT 1 FROM pg_advisory_lock(42)")));
        await(ambient.rollback());
        assertThat(test.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")).isZero();
        assertThat(await(db.single(read("SELECT (current_setting('work_mem') = '5MB')::int::int8")))).isZero();
    }

    @Test
    void workSideBySideTakesTurns() {
        List<Uni<Integer>> all = IntStream.rangeClosed(1, 40).mapToObj(id -> id % 4 == 0
                ? db.transaction(tx -> tx.execute(insert(id)).chain(() -> tx.execute(insert(id)))).onFailure()
                        .recoverWithItem(0)
                : id % 4 == 1 ? db.execute(insert(id)) : db.transaction(tx -> tx.execute(insert(id)))).toList();
        await(Uni.join().all(all).andFailFast());
        assertThat(ids()).hasSize(30).allMatch(id -> id % 4 != 0);
        assertThat(test.size()).isEqualTo(1);
    }

    @Test
    void aWaitThatCanNotEndFails() throws Exception {
        CompletableFuture<Integer> other = new CompletableFuture<>();
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(insert(1)).chain(() -> {
            db.transaction(foreign -> foreign.execute(insert(2))).subscribe().with(other::complete,
                    other::completeExceptionally);
            return Uni.createFrom().completionStage(other);
        })))).isInstanceOf(PoolExhaustedException.class).hasMessage("STRATA-2703: a statement waited 2000 ms for its turn on "
                + "the one connection that a test with @RollbackAfterTest has (datasource <default>), while the transaction was "
                + "open on it. Most likely that waits for this statement: use its handle (tx -> tx.…), or test this without "
                + "@RollbackAfterTest. Statement: INSERT INTO t VALUES ($1)");
        assertThat(ids()).isEmpty();
    }

    @Test
    void aWriteThatRunsCountsThoughItsSubscriberLeaves() {
        Cancellable write = db.execute(write("INSERT INTO t SELECT 1 FROM pg_sleep(0.3)")).subscribe().with(rows -> {
        }, failure -> {
        });
        Awaitility.await().until(() -> test.number("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'INSERT%pg_sleep%' "
                + "AND state = 'active' AND pid <> pg_backend_pid()") == 1);
        write.cancel();
        assertThat(ids()).containsExactly(1L);
    }

    @Test
    void aTransactionWhoseSubscriberLeavesIsUndone() {
        CompletableFuture<Integer> never = new CompletableFuture<>();
        Cancellable transaction = db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> Uni.createFrom().completionStage(never))).subscribe().with(rows -> {
                }, failure -> {
                });
        Awaitility.await().until(() -> test.busyBackends() == 1);
        transaction.cancel();
        assertThat(ids()).isEmpty();
    }

    @Test
    void onlyOneAtATime() {
        assertThatThrownBy(() -> AmbientTransaction.begin(test.db(), LIMIT)).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "STRATA-2702: a test's transaction is under way on datasource <default>, and a second one can't begin "
                                + "beside it. Let tests with @RollbackAfterTest run one after another.");
    }

    @Test
    void listenersHearOfWouldBeCommitsAndOfTheEnd() {
        await(db.execute(write("INSERT INTO t VALUES (1)")));
        await(db.list(read("SELECT id FROM t")));
        await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (2)"))
                .chain(() -> tx.savepoint(sp -> sp.execute(write("INSERT INTO t VALUES (3)"))))));
        await(ambient.rollback());
        assertThat(heard).containsExactly("COMMITTED unknown", "COMMITTED unknown", "ROLLED_BACK unknown");
    }

    @Test
    void withoutStatementsItTakesNoConnection() {
        await(ambient.rollback());
        assertThat(test.size()).isZero();
    }

    private static <T> Uni<T> losingTheScope(Supplier<Uni<T>> work) {
        return Uni.createFrom().completionStage(() -> work.get().subscribeAsCompletionStage());
    }

    private static <T> T inARequest(Supplier<Uni<T>> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        VertxContext.createNewDuplicatedContext(PostgresServer.get().vertx().getOrCreateContext())
                .runOnContext(go -> work.get().subscribe().with(result::complete, result::completeExceptionally));
        try {
            return result.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}
