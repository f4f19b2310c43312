package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.function;
import static io.quarkiverse.strata.sql.Sql.raw;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.table;
import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.Page;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.TransactionRolledBackException;
import io.quarkiverse.strata.TransactionScopeLostException;
import io.quarkiverse.strata.UniqueViolationException;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.LogLines;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;

class TransactionTest {

    private static TestDatabase test;
    private static Database db;

    @BeforeAll
    static void start() {
        test = new TestDatabase(3);
        db = test.db();
        test.sql("CREATE TABLE t (id int8 PRIMARY KEY, v int8 NOT NULL DEFAULT 0)");
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void empty() {
        test.sql("TRUNCATE t");
    }

    @AfterEach
    void nothingIsLeftOpen() {
        test.becomesIdle();
        // all three connections can be had at once, so none has leaked
        Uni<Long> one = db.transaction(tx -> tx.single(read("SELECT 1::int8")));
        assertThat(await(Uni.join().all(one, one, one).andFailFast())).containsExactly(1L, 1L, 1L);
    }

    private static Statement insert(long id) {
        return write("INSERT INTO t VALUES ($1)", id);
    }

    private static List<Long> ids() {
        return await(db.list(read("SELECT id FROM t ORDER BY id")));
    }

    @Test
    void commitsWhenItsWorkEndsWell() {
        Integer rows = await(db.transaction(tx -> tx.execute(insert(1)).chain(() -> tx.execute(insert(2)))));
        assertThat(rows).isEqualTo(1);
        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    void rollsBackWhenItsWorkFails() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("mine"))))))
                .isExactlyInstanceOf(IllegalStateException.class).hasMessage("mine");
        assertThat(ids()).isEmpty();
    }

    @Test
    void rollsBackWhenItsWorkThrows() {
        assertThatThrownBy(() -> await(db.transaction(tx -> {
            throw new IllegalStateException("mine");
        }))).isExactlyInstanceOf(IllegalStateException.class).hasMessage("mine");
    }

    @Test
    void eachSubscriptionIsATransactionOfItsOwn() {
        Uni<Integer> move = db.transaction(tx -> tx.execute(write("INSERT INTO t SELECT coalesce(max(id), 0) + 1 FROM t")));
        await(move);
        await(move);
        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    void savepointUndoesItsOwnPartOnly() {
        await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> tx.savepoint(sp -> sp.execute(insert(2)).chain(() -> sp.execute(insert(1))))
                        .onFailure(UniqueViolationException.class).recoverWithNull())
                .chain(() -> tx.execute(insert(3)))));
        assertThat(ids()).containsExactly(1L, 3L);
    }

    @Test
    void savepointsNest() {
        await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> tx.savepoint(a -> a.execute(insert(2))
                        .chain(() -> a.savepoint(b -> b.execute(insert(3)).chain(() -> fail())).onFailure().recoverWithNull())
                        .chain(() -> a.savepoint(c -> c.execute(insert(4))))))
                .chain(() -> tx.savepoint(d -> d.execute(insert(5)).chain(() -> fail())).onFailure().recoverWithNull())));
        assertThat(ids()).containsExactly(1L, 2L, 4L);
    }

    private static void openSavepoints(int many) {
        await(db.transaction(tx -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (int i = 0; i < many; i++) {
                all = all.chain(() -> tx.savepoint(sp -> sp.list(read("SELECT 1::int8"))).replaceWithVoid());
            }
            return all;
        }));
    }

    @Test
    void manySavepointsAreWarnedOfOnce() {
        String warning = "A transaction of datasource <default> has opened 32 savepoints: from 64 on every snapshot";
        try (LogLines log = new LogLines(ScopeOpener.class.getName())) {
            openSavepoints(31);
            assertThat(log.with(warning)).isEmpty();
            openSavepoints(70);
            assertThat(log.with(warning)).hasSize(1);
        }
    }

    /** A scope without statements costs nothing. */
    @Test
    void aSavepointIsSentWithItsFirstStatement() {
        List<String> sent = Collections.synchronizedList(new ArrayList<>());
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase own = new TestDatabase(1, PipelineBegin.READS, proxy.port())) {
            proxy.meddle(bytes -> {
                sent.add(bytes);
                return bytes;
            });
            await(own.db().transaction(tx -> tx.single(read("SELECT 1::int8"))
                    .chain(() -> tx.savepoint(sp -> Uni.createFrom().item(7)))));
            assertThat(sent).noneMatch(bytes -> bytes.contains("SAVEPOINT"));
            await(own.db().transaction(tx -> tx.savepoint(sp -> sp.single(read("SELECT 1::int8")))));
            assertThat(sent).anyMatch(bytes -> bytes.contains("SAVEPOINT"));
        }
    }

    @Test
    void failedReadInASavepointLeavesTheTransactionUsable() {
        await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> tx.savepoint(sp -> sp.list(read("SELECT 1 / 0"))).onFailure().recoverWithNull())
                .chain(() -> tx.execute(insert(2)))));
        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    void aSwallowedFailureCannotCommit() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> tx.execute(insert(1)).onFailure().recoverWithNull()))))
                .isInstanceOf(TransactionRolledBackException.class)
                .hasMessage("STRATA-2404: the transaction of datasource <default> was rolled back though its work ended well: "
                        + "a statement or a joined part in it had failed (STRATA-2301: duplicate key value violates unique "
                        + "constraint \"t_pkey\" (SQLSTATE 23505, datasource <default>). Statement: INSERT INTO t VALUES ($1)). "
                        + "Let the failure through, or run what may fail in a savepoint.")
                .hasCauseInstanceOf(UniqueViolationException.class);
        assertThat(ids()).isEmpty();
    }

    @Test
    void aSwallowedFailureCannotBeReleased() {
        await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> tx.savepoint(sp -> sp.execute(insert(2))
                        .chain(() -> sp.execute(insert(1)).onFailure().recoverWithNull())))
                .onFailure(TransactionRolledBackException.class).recoverWithNull()
                .chain(() -> tx.execute(insert(3)))));
        assertThat(ids()).containsExactly(1L, 3L);
    }

    @Test
    void aSavepointInAFailedTransactionFailsAndTheTransactionRollsBack() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> tx.execute(insert(1)).onFailure().recoverWithNull())
                .chain(() -> tx.savepoint(sp -> sp.execute(insert(2)))))))
                .isInstanceOf(DatabaseException.class);
        assertThat(ids()).isEmpty();
    }

    @Test
    void nestedTransactionJoins() {
        await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> db.transaction(inner -> inner.single(read("SELECT count(*) FROM t"))
                        .invoke(seen -> assertThat(seen).as("what isn't committed yet").isEqualTo(1))
                        .chain(() -> inner.execute(insert(2)))))
                .chain(() -> db.single(read("SELECT count(*) FROM t")))
                .invoke(count -> assertThat(count).isEqualTo(2))));
        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    void aFailedJoinedPartCannotBeCommittedByTheOuter() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> db.transaction(inner -> inner.execute(insert(2)).chain(() -> fail()))
                        .onFailure().recoverWithNull()))))
                .isInstanceOf(TransactionRolledBackException.class).hasMessageContaining("joined part");
        assertThat(ids()).isEmpty();
    }

    @Test
    void theInjectedDatabaseJoinsTheInnermostScope() {
        await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> tx.savepoint(sp -> db.execute(insert(2)).chain(() -> fail())).onFailure().recoverWithNull())));
        assertThat(ids()).containsExactly(1L);
    }

    @Test
    void outsideTransactionRunsBeside() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> db.outsideTransaction().execute(insert(2))).chain(() -> fail()))))
                .hasMessage("failed");
        assertThat(ids()).containsExactly(2L);
    }

    @Test
    void parallelBranchesAreTakenInTurn() {
        await(db.transaction(tx -> Uni.join()
                .<Object> all(tx.execute(insert(1)).map(n -> n),
                        tx.savepoint(a -> a.execute(insert(2)).chain(() -> a.execute(insert(3)).map(n -> n))),
                        tx.savepoint(b -> b.execute(insert(4)).chain(() -> fail())).onFailure().recoverWithNull(),
                        tx.execute(insert(5)).map(n -> n))
                .andFailFast()));
        assertThat(ids()).containsExactly(1L, 2L, 3L, 5L);
    }

    @Test
    void aCircleOfWaitsFailsAndNamesBoth() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.savepoint(sp -> sp.execute(insert(1))
                .chain(() -> tx.execute(insert(2)))))))
                .isInstanceOf(TransactionScopeLostException.class)
                .hasMessage("STRATA-2403: a statement of the transaction was run inside savepoint s1, which waits for it while "
                        + "it waits for the end of savepoint s1 (datasource <default>). Use the handle of savepoint s1. "
                        + "Statement: INSERT INTO t VALUES ($1)");
        assertThat(ids()).isEmpty();
    }

    @Test
    void aHandleUsedAfterItsEndFails() {
        AtomicReference<Transaction> kept = new AtomicReference<>();
        await(db.transaction(tx -> {
            kept.set(tx);
            return tx.execute(insert(1));
        }));
        assertThatThrownBy(() -> await(kept.get().execute(insert(2))))
                .isInstanceOf(TransactionScopeLostException.class)
                .hasMessage("STRATA-2401: the transaction of datasource <default> is over, and a statement came after its end. "
                        + "Return every Uni that belongs to it from its function. Statement: INSERT INTO t VALUES ($1)");
        assertThat(ids()).containsExactly(1L);
    }

    @Test
    void aTransactionWithoutStatementsTakesNoConnection() {
        int before = test.size();
        try (TestDatabase fresh = new TestDatabase(1)) {
            String item = await(fresh.db().transaction(tx -> Uni.createFrom().item("nothing")));
            assertThat(item).isEqualTo("nothing");
            assertThat(fresh.size()).isZero();
        }
        assertThat(test.size()).isEqualTo(before);
    }

    @Test
    void deferredConstraintFailsAtCommit() {
        test.sql("CREATE TABLE IF NOT EXISTS d (id int8 CONSTRAINT d_key UNIQUE DEFERRABLE INITIALLY DEFERRED)");
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(write("INSERT INTO d VALUES (1)"))
                .chain(() -> tx.execute(write("INSERT INTO d VALUES (1)"))))))
                .isInstanceOf(UniqueViolationException.class);
        assertThat(test.number("SELECT count(*) FROM d")).isZero();
    }

    @Test
    void transactionControlAsAStatementIsRefused() {
        assertThatThrownBy(() -> await(db.execute(write("/* x */ begin"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2203: BEGIN as a statement would change the transaction of a connection that is only lent. "
                        + "Use db.transaction(tx -> …).");
    }

    @Test
    void lentConnectionIsOneAndTheSame() {
        List<Long> pids = await(db.withConnection(c -> c.single(read("SELECT pg_backend_pid()::int8"))
                .chain(a -> c.single(read("SELECT pg_backend_pid()::int8")).map(b -> List.of(a, b)))));
        assertThat(pids.get(0)).isEqualTo(pids.get(1));
        await(db.transaction(tx -> tx.single(read("SELECT pg_backend_pid()::int8"))
                .chain(a -> db.withConnection(c -> c.single(read("SELECT pg_backend_pid()::int8")))
                        .invoke(b -> assertThat(b).isEqualTo(a)))));
    }

    @Test
    void aLentConnectionGoesBackAsItCame() {
        try (TestDatabase one = new TestDatabase(1)) {
            one.db().withConnection(c -> c.execute(write("SET statement_timeout = '5s'"))
                    .chain(() -> c.execute(write("SET ROLE pg_monitor")))
                    .chain(() -> c.execute(write("CREATE TEMP TABLE mine (id int8)")))
                    .chain(() -> c.execute(read("SELECT pg_advisory_lock(7)")))).await().indefinitely();
            Long left = await(one.db()
                    .single(read("SELECT count(*) FROM (SELECT 1 WHERE current_setting('statement_timeout') <> '0' "
                            + "UNION ALL SELECT 1 WHERE current_user <> session_user UNION ALL SELECT 1 WHERE to_regclass('mine') IS NOT NULL "
                            + "UNION ALL SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) x")));
            assertThat(left).isZero();
        }
    }

    @Test
    void lostConnectionRollsBackAndIsNotReused() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(insert(1))
                .chain(() -> tx.single(read("SELECT pg_backend_pid()::int8")))
                .chain(pid -> db.outsideTransaction().execute(read("SELECT pg_terminate_backend(" + pid + ")")))
                .chain(() -> tx.execute(insert(2))))))
                .isInstanceOf(DatabaseException.class);
        assertThat(ids()).isEmpty();
    }

    @Test
    void aPageMayHoldNulls() {
        Page<Object> page = await(db.page(select(raw("nullif(n, 1)")).from(table(function("generate_series", 1, 3)).as("n")), 0,
                2));
        assertThat(page.rows()).containsExactly(null, 2);
        assertThat(page.hasNext()).isTrue();
    }

    private static <T> Uni<T> fail() {
        return Uni.createFrom().failure(new IllegalStateException("failed"));
    }
}
