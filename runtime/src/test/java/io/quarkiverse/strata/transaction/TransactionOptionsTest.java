package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.TransactionOptions.defaults;
import static io.quarkiverse.strata.TransactionOptions.reading;
import static io.quarkiverse.strata.TransactionOptions.repeatableRead;
import static io.quarkiverse.strata.TransactionOptions.requiresNew;
import static io.quarkiverse.strata.TransactionOptions.serializable;
import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.Propagation;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.StatementTimeoutException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.TransactionRolledBackException;
import io.quarkiverse.strata.TransactionTimeoutException;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;

class TransactionOptionsTest {

    private static TestDatabase test;
    private static Database db;

    @BeforeAll
    static void start() {
        test = new TestDatabase(2);
        db = test.db();
        test.sql("CREATE TABLE t (id int8 PRIMARY KEY)");
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
        await().atMost(Duration.ofSeconds(5)).until(() -> test.busyBackends() == 0);
        Uni<Long> one = db.transaction(tx -> tx.single(read("SELECT 1::int8")));
        assertThat(await(Uni.join().all(one, one).andFailFast())).containsExactly(1L, 1L);
    }

    private static Uni<String> show(Queries queries, String setting) {
        return queries.single(sql("SELECT current_setting(:name)").bind("name", setting).as(String.class));
    }

    private static String inside(TransactionOptions options, String setting) {
        return await(db.transaction(options, tx -> show(tx, setting)));
    }

    private static String text(Uni<String> uni) {
        return await(uni);
    }

    private static Integer rows(Uni<Integer> uni) {
        return await(uni);
    }

    private static Duration ms(long ms) {
        return Duration.ofMillis(ms);
    }

    @Test
    void beginHoldsWhatIsConstantAndWhatCanFailFollowsInTheSameMessage() {
        assertThat(Begin.sql(defaults(), 18, null)).isEqualTo("BEGIN");
        assertThat(Begin.sql(reading(), 18, null)).isEqualTo("BEGIN READ ONLY");
        assertThat(Begin.sql(serializable().withReadOnly(true).withDeferrable(true), 18, null))
                .isEqualTo("BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE");
        TransactionOptions all = repeatableRead().withStatementTimeout(ms(100)).withLockTimeout(ms(50)).withIdleTimeout(
                Duration.ZERO).withTimeout(ms(2000));
        assertThat(Begin.sql(all, 17, null))
                .isEqualTo("BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL statement_timeout = 100; "
                        + "SET LOCAL lock_timeout = 50; SET LOCAL idle_in_transaction_session_timeout = 0; "
                        + "SET LOCAL transaction_timeout = 3000");
        assertThat(Begin.sql(all, 16, null)).endsWith("SET LOCAL idle_in_transaction_session_timeout = 0");
    }

    @Test
    void theServerHasThem() {
        assertThat(inside(serializable(), "transaction_isolation")).isEqualTo("serializable");
        assertThat(inside(repeatableRead(), "transaction_isolation")).isEqualTo("repeatable read");
        assertThat(inside(reading(), "transaction_read_only")).isEqualTo("on");
        assertThat(inside(serializable().withReadOnly(true).withDeferrable(true), "transaction_deferrable")).isEqualTo("on");
        assertThat(inside(defaults().withStatementTimeout(ms(150)), "statement_timeout")).isEqualTo("150ms");
        assertThat(inside(defaults().withLockTimeout(ms(160)), "lock_timeout")).isEqualTo("160ms");
        assertThat(inside(defaults().withIdleTimeout(ms(170)), "idle_in_transaction_session_timeout")).isEqualTo("170ms");
        assertThat(inside(defaults().withTimeout(ms(7000)), "transaction_timeout")).isEqualTo("8s");
        assertThat(inside(defaults(), "statement_timeout")).isEqualTo("0"); // nothing has stayed
    }

    @Test
    void theConfiguredOnesHoldWhereNothingElseIsAskedFor() {
        TransactionOptions configured = serializable().withStatementTimeout(ms(300)).withLockTimeout(ms(200));
        try (TestDatabase other = new TestDatabase(1, PipelineBegin.READS, null, Listeners.NONE, configured)) {
            assertThat(text(other.db().transaction(tx -> show(tx, "transaction_isolation")))).isEqualTo("serializable");
            assertThat(text(other.db().transaction(defaults().withStatementTimeout(Duration.ZERO),
                    tx -> show(tx, "statement_timeout")))).isEqualTo("0");
            assertThat(text(other.db().transaction(reading(), tx -> show(tx, "lock_timeout")))).isEqualTo("200ms");
        }
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> serializable().withDeferrable(true)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2416: a deferrable transaction must be SERIALIZABLE and read only: PostgreSQL ignores it "
                        + "otherwise. Use TransactionOptions.serializable().withReadOnly(true).withDeferrable(true).");
        assertThatThrownBy(() -> defaults().withTimeout(Duration.ofNanos(1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2418: PT0.000000001S is no timeout of a transaction: it is between 1 millisecond and 24 "
                        + "days, or zero for none.");
        assertThatThrownBy(() -> defaults().withRetries(-1))
                .hasMessage("STRATA-2417: a transaction can't be run again -1 times. Ask for 0 or more.");
        assertThatThrownBy(() -> defaults().withPropagation(Propagation.NEVER))
                .hasMessage("STRATA-2415: work that may run without a transaction can't begin one. Propagation.NEVER is for "
                        + "@Transactional alone.");
    }

    @Test
    void aPartThatAsksForMoreThanItJoinsFails() {
        assertThatThrownBy(() -> await(db.transaction(defaults().withIsolation(IsolationLevel.READ_COMMITTED).withName("outer"),
                tx -> db.transaction(serializable().withName("inner"),
                        inner -> inner.execute(write("INSERT INTO t VALUES (1)"))))))
                .isExactlyInstanceOf(DatabaseException.class)
                .hasMessage("STRATA-2412: transaction inner that asks for SERIALIZABLE joins transaction outer of datasource "
                        + "<default>, which is READ COMMITTED. Ask for it where that one begins, or run it on its own "
                        + "(Propagation.REQUIRES_NEW).");
        assertThat(text(db.transaction(serializable(),
                tx -> db.transaction(repeatableRead(), inner -> show(inner, "transaction_isolation")))))
                .isEqualTo("serializable");
    }

    @Test
    void aWriteInsideAReadOnlyOneFails() {
        assertThatThrownBy(() -> await(db.transaction(reading().withName("report"),
                tx -> db.transaction(inner -> inner.execute(write("INSERT INTO t VALUES (1)"))))))
                .isExactlyInstanceOf(DatabaseException.class)
                .hasMessageStartingWith(
                        "STRATA-2419: a write in transaction report of datasource <default>, which was begun read "
                                + "only: ")
                .hasMessageEndingWith(
                        "cannot execute INSERT in a read-only transaction (25006). Begin it for writing, or write "
                                + "in a transaction of its own (Propagation.REQUIRES_NEW). Statement: INSERT INTO t VALUES (1)");
    }

    @Test
    void requiresNewStaysWhenTheOuterOneFails() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> db.transaction(requiresNew(), own -> own.execute(write("INSERT INTO t VALUES (2)"))))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("no")))))).hasMessage("no");
        assertThat(test.number("SELECT sum(id)::int8 FROM t")).isEqualTo(2);
    }

    @Test
    void nestedIsASavepointInsideAndATransactionOutside() {
        TransactionOptions nested = defaults().withPropagation(Propagation.NESTED).withName("part");
        await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> db.transaction(nested, sp -> sp.execute(write("INSERT INTO t VALUES (2)"))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))))
                        .onFailure(IllegalStateException.class).recoverWithNull())));
        assertThat(test.number("SELECT sum(id)::int8 FROM t")).isEqualTo(1);
        await(db.transaction(nested, tx -> tx.execute(write("INSERT INTO t VALUES (2)"))));
        assertThat(test.number("SELECT sum(id)::int8 FROM t")).isEqualTo(3);
    }

    @Test
    void mandatoryNeedsOne() {
        TransactionOptions mandatory = defaults().withPropagation(Propagation.MANDATORY).withName("booking");
        assertThatThrownBy(() -> await(db.transaction(mandatory, tx -> tx.execute(write("INSERT INTO t VALUES (1)")))))
                .hasMessage("STRATA-2420: booking must run in a transaction of datasource <default> and is in none "
                        + "(Propagation.MANDATORY). Begin one around it by db.transaction(tx -> …) or @Transactional.");
        await(db.transaction(tx -> db.transaction(mandatory, in -> in.execute(write("INSERT INTO t VALUES (1)")))));
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void aTransactionThatTakesTooLongIsCancelledAndRolledBackAndItsConnectionStays() {
        await(db.single(read("SELECT 1::int8")));
        int before = test.size();
        long start = System.nanoTime();
        assertThatThrownBy(() -> await(db.transaction(defaults().withTimeout(ms(300)).withName("slow"),
                tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                        .chain(() -> tx.list(read("SELECT 1::int8 FROM pg_sleep(20)"))))))
                .isExactlyInstanceOf(TransactionTimeoutException.class)
                .hasMessage("STRATA-2414: transaction slow of datasource <default> took longer than its timeout of 300 ms and "
                        + "was rolled back. Do less in it, or raise the timeout (TransactionOptions, @Transactional, "
                        + "quarkus.strata.transactions.timeout, "
                        + "quarkus.strata.http.deadline).");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
        assertThat(test.size()).isEqualTo(before);
    }

    @Test
    void aTransactionThatStandsIdleTooLongIsEndedToo() {
        assertThatThrownBy(() -> await(db.transaction(defaults().withTimeout(ms(200)),
                tx -> tx.execute(write("INSERT INTO t VALUES (1)")).chain(() -> Uni.createFrom().nothing()))))
                .isExactlyInstanceOf(TransactionTimeoutException.class);
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void theTimeoutOfAJoinedPartBoundsThePart() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> db.transaction(defaults().withTimeout(ms(200)), inner -> Uni.createFrom().<Integer> nothing())
                        .onFailure(TransactionTimeoutException.class).recoverWithItem(0)))))
                .isInstanceOf(TransactionRolledBackException.class).hasCauseInstanceOf(TransactionTimeoutException.class);
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void theServersIdleTimeoutIsTold() {
        assertThatThrownBy(() -> await(db.transaction(defaults().withIdleTimeout(ms(200)),
                tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                        .onItem().delayIt().by(ms(800)).chain(() -> tx.execute(write("INSERT INTO t VALUES (2)"))))))
                .isExactlyInstanceOf(TransactionTimeoutException.class)
                .hasMessageStartingWith(
                        "STRATA-2308: terminating connection due to idle-in-transaction timeout (SQLSTATE 25P03");
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void statementsAndLocksAreBounded() {
        assertThatThrownBy(() -> inside(defaults().withStatementTimeout(ms(100)), "x' || pg_sleep(5) || '"))
                .isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> await(db.transaction(defaults().withStatementTimeout(ms(100)),
                tx -> tx.list(read("SELECT 1::int8 FROM pg_sleep(5)"))))).isInstanceOf(StatementTimeoutException.class)
                .hasMessageStartingWith("STRATA-2307: canceling statement due to statement timeout (SQLSTATE 57014");
        test.sql("INSERT INTO t VALUES (7)");
        assertThatThrownBy(() -> await(db.transaction(holder -> holder.execute(write("UPDATE t SET id = 7"))
                .chain(() -> db.transaction(requiresNew().withLockTimeout(ms(100)),
                        tx -> tx.execute(write("UPDATE t SET id = 7")))))))
                .isInstanceOf(StatementTimeoutException.class)
                .hasMessageContaining("lock timeout (SQLSTATE 55P03");
    }

    @Test
    void savepointsHaveNames() {
        List<String> seen = await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> tx.savepoint("Audit \"log\"", sp -> sp.execute(write("INSERT INTO t VALUES (2)"))))
                .chain(() -> db.outsideTransaction().single(sql("SELECT query FROM pg_stat_activity WHERE "
                        + "datname = current_database() AND state = 'idle in transaction'").as(String.class)))
                .map(List::of)));
        assertThat(seen).containsExactly("RELEASE SAVEPOINT \"Audit \"\"log\"\"\"");
        await(db.transaction(tx -> tx.savepoint("same", a -> a.execute(write("INSERT INTO t VALUES (3)"))
                .chain(() -> a.savepoint("same", b -> b.execute(write("INSERT INTO t VALUES (4)"))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("inner only"))))
                        .onFailure(IllegalStateException.class).recoverWithNull()))));
        assertThat(test.number("SELECT sum(id)::int8 FROM t")).isEqualTo(6);
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.savepoint("s1", sp -> sp.execute(write("SELECT 1"))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2413: the savepoint's name \"s1\" is one that Strata gives to savepoints without a name. "
                        + "Choose another one, or savepoint(sp -> …) without a name.");
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.savepoint("audit", sp -> sp.execute(write("SELECT 1"))
                .chain(() -> tx.execute(write("SELECT 2"))))))).hasMessageContaining("inside savepoint audit, which waits");
    }

    @Test
    void rollbackOnlyDeliversTheResultAndKeepsNothing() {
        assertThat(rows(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)")).invoke(tx::setRollbackOnly))))
                .isEqualTo(1);
        assertThat(rows(db.transaction(tx -> tx.savepoint(sp -> sp.execute(write("INSERT INTO t VALUES (2)"))
                .invoke(sp::setRollbackOnly)).chain(() -> tx.execute(write("INSERT INTO t VALUES (3)")))))).isEqualTo(1);
        assertThat(test.number("SELECT sum(id)::int8 FROM t")).isEqualTo(3);
    }

    @Test
    void rollbackOnlyOfAJoinedPartSurprisesTheOwnerUnlessItAsksToo() {
        Uni<Integer> part = db.transaction(inner -> inner.execute(write("INSERT INTO t VALUES (1)"))
                .invoke(inner::setRollbackOnly));
        assertThatThrownBy(() -> await(db.transaction(tx -> part))).isInstanceOf(TransactionRolledBackException.class)
                .hasMessage(
                        "STRATA-2422: the transaction of datasource <default> was rolled back though its work ended well: a "
                                + "part that had joined it called setRollbackOnly(). Call it in the work of the transaction as well where "
                                + "that is expected, or make the part a savepoint (Propagation.NESTED).");
        assertThat(rows(db.transaction(tx -> part.invoke(tx::setRollbackOnly)))).isEqualTo(1);
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }
}
