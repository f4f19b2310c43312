package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.ExplainOptions;
import io.quarkiverse.strata.SerializationFailureException;
import io.quarkiverse.strata.StatementTimeoutException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.StatementRun;
import io.quarkiverse.strata.execution.Writes;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;

/** Who hears of statements and of what becomes permanent, and when. */
class ListenersTest {

    private static final Statement WRITE = sql("INSERT INTO t VALUES (1)").changes("t");
    private static final Statement READ = sql("SELECT id FROM t");

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<StatementRun> runs = Collections.synchronizedList(new ArrayList<>());
    private Throwable refusal;
    private String behind = "SELECT count(*) FROM t";
    private Promise<Void> slow = Promise.promise();
    private TestDatabase database;

    @BeforeEach
    void open() {
        slow.complete();
        database = new TestDatabase(1, PipelineBegin.READS, null, new Listeners(List.of(runs::add), List.of(new Recorder())));
        database.sql("CREATE TABLE t (id int CHECK (id > 0))");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aWriteOfItsOwnIsHeardAroundItsOwnCommit() {
        await(database.db().execute(WRITE));

        assertThat(heard).containsExactly("before [ANY t]", "behind rows 1",
                "COMMITTED [ANY t]");
    }

    @Test
    void aTransactionIsHeardOnceAroundItsCommit() {
        await(database.db().transaction(tx -> tx.execute(WRITE).chain(() -> tx.execute(READ)).chain(() -> tx.execute(WRITE))));

        assertThat(heard).containsExactly("before [ANY t]", "behind rows 2",
                "COMMITTED [ANY t]");
    }

    @Test
    void writesOnALentConnectionAreHeardOneByOne() {
        await(database.db().withConnection(c -> c.execute(WRITE).chain(() -> c.execute(READ))));

        assertThat(heard).containsExactly("before [ANY t]", "behind rows 1",
                "COMMITTED [ANY t]");
    }

    @Test
    void readsAndRollbacksAreNotHeard() {
        await(database.db().execute(READ));
        await(database.db().transaction(tx -> tx.execute(READ)));
        assertThatThrownBy(() -> await(database.db().transaction(tx -> tx.execute(WRITE)
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                .hasMessage("no");

        assertThat(heard).isEmpty();
    }

    @Test
    void aFailedWriteOfItsOwnIsToldAsRolledBack() {
        assertThatThrownBy(() -> await(database.db().execute(sql("INSERT INTO t VALUES (-1)").changes("t"))))
                .hasMessageContaining("violates check constraint");

        assertThat(heard).containsExactly("before [ANY t]", "behind rows 0",
                "ROLLED_BACK [ANY t]");
    }

    /** What is committed is committed, whatever is asked behind it. */
    @Test
    void whatFailsBehindACommitChangesNothing() {
        behind = "SELECT nothing";
        await(database.db().execute(WRITE));
        await(database.db().transaction(tx -> tx.execute(WRITE)));
        await(database.db().withConnection(c -> c.execute(WRITE)));

        assertThat(heard).filteredOn(line -> !line.startsWith("before")).hasSize(3)
                .allMatch(line -> line.startsWith("COMMITTED"));
        assertThat(database.number("SELECT count(*) FROM t")).isEqualTo(3);
    }

    /** The caller's own answer has come. */
    @Test
    void whatTakesLongBehindACommitIsNotWaitedFor() {
        behind = "SELECT 1::int8 FROM pg_sleep(2.5)";
        await(database.db().execute(WRITE));

        assertThat(database.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                + "AND state = 'active' AND query LIKE '%pg_sleep(2.5)'")).isEqualTo(1);
        assertThat(heard).contains("COMMITTED [ANY t]");
    }

    @Test
    void aListenerCanKeepTheCommitFromBeingSent() {
        refusal = new SerializationFailureException("not now", Failures.details("STRATA-2999", "<default>", null), null);

        assertThatThrownBy(() -> await(database.db().transaction(tx -> tx.execute(WRITE)))).isSameAs(refusal);
        assertThatThrownBy(() -> await(database.db().execute(WRITE))).isSameAs(refusal);

        assertThat(database.number("SELECT count(*) FROM t")).isZero();
        assertThat(heard).filteredOn(line -> line.startsWith("ROLLED_BACK")).hasSize(2);
        refusal = null;
        await(database.db().execute(WRITE)); // the only connection is back
    }

    /** What is made of the answer fails for the caller alone. */
    @Test
    void aWriteWhoseAnswerIsRefusedIsToldAsCommitted() {
        assertThatThrownBy(() -> await(database.db().single(sql("UPDATE t SET id = 2 WHERE id = 7 RETURNING id").changes("t"))))
                .hasMessageStartingWith("STRATA-2201: one row was asked for and there is none");
        assertThatThrownBy(() -> await(database.db().withConnection(
                c -> c.single(sql("INSERT INTO t VALUES (1), (2) RETURNING id").changes("t")))))
                .hasMessageStartingWith("STRATA-2202: one row was asked for and there are 2");

        assertThat(heard).filteredOn(line -> !line.startsWith("b")).containsExactly("COMMITTED [ANY t]", "COMMITTED [ANY t]");
    }

    @Test
    void aWriteWhoseTimeIsOverBeforeItIsSentIsToldAsRolledBack() {
        slow = Promise.promise();

        assertThatThrownBy(() -> await(database.db().timeout(Duration.ofMillis(100)).execute(WRITE)))
                .hasMessageContaining("and was not sent");
        slow.complete();

        org.awaitility.Awaitility.await().until(() -> heard.size() == 3);
        assertThat(heard).containsExactly("before [ANY t]", "behind rows 0", "ROLLED_BACK [ANY t]");
        assertThat(database.number("SELECT count(*) FROM t")).isZero();
    }

    /** Who leaves while the others are being told leaves a transaction that commits, once. */
    @Test
    void aTransactionWhoseSubscriberLeavesBeforeItsCommitIsToldOnce() {
        slow = Promise.promise();
        List<String> hooks = Collections.synchronizedList(new ArrayList<>());
        var left = database.db().transaction(tx -> {
            tx.afterCommit(() -> hooks.add("committed"));
            return tx.execute(WRITE);
        }).subscribe().with(done -> hooks.add("told"));
        org.awaitility.Awaitility.await().until(() -> heard.size() == 1);
        left.cancel();
        slow.complete();

        org.awaitility.Awaitility.await().until(() -> !hooks.isEmpty());
        assertThat(hooks).containsExactly("committed");
        assertThat(heard).containsExactly("before [ANY t]", "behind rows 1", "COMMITTED [ANY t]");
        await(database.db().execute(READ)); // the only connection is back
    }

    @Test
    void anExplainedWriteIsNotHeard() {
        await(database.db().explain(WRITE, ExplainOptions.ANALYZE));
        await(database.db().transaction(tx -> tx.explain(WRITE, ExplainOptions.ANALYZE)));

        assertThat(heard).isEmpty();
        assertThat(database.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void eachAttemptIsHeardByItself() {
        AtomicInteger attempts = new AtomicInteger();
        await(database.db().transaction(TransactionOptions.defaults().withRetries(1), tx -> tx.execute(WRITE).chain(() -> {
            refusal = attempts.incrementAndGet() == 1
                    ? new SerializationFailureException("again", Failures.details("STRATA-2999", "<default>", null), null)
                    : null;
            return tx.execute(sql("INSERT INTO t VALUES (" + attempts + ")").changes("t" + attempts));
        })));

        assertThat(heard).hasSize(5);
        assertThat(heard.get(1)).startsWith("ROLLED_BACK ").contains("ANY t1");
        assertThat(heard.get(4)).startsWith("COMMITTED ").contains("ANY t2").doesNotContain("t1");
        assertThat(database.number("SELECT count(*) FROM t")).isEqualTo(2);
    }

    @Test
    void eachStatementIsToldWithItsTimes() {
        await(database.db().execute(WRITE));
        await(database.db().transaction(tx -> tx.execute(READ)));
        assertThatThrownBy(() -> await(database.db().execute(sql("SELECT nothing FROM t"))))
                .hasMessageContaining("does not exist");

        assertThat(runs).extracting(run -> run.statement().rendered().text(), StatementRun::inTransaction, StatementRun::rows,
                run -> run.failure() == null).containsExactly(
                        org.assertj.core.groups.Tuple.tuple("INSERT INTO t VALUES (1)", false, 1, true),
                        org.assertj.core.groups.Tuple.tuple("SELECT id FROM t", true, 1, true),
                        org.assertj.core.groups.Tuple.tuple("SELECT nothing FROM t", false, -1, false));
        assertThat(runs.get(0).answered()).isPositive();
        assertThat(runs.get(0).waited()).isPositive();
    }

    /** Its whole time was spent waiting. */
    @Test
    void aStatementWhoseTimeIsOverWhileItWaitsIsTold() {
        Duration limit = Duration.ofMillis(200);
        await(database.db().transaction(tx -> tx.execute(READ)
                .chain(() -> database.db().outsideTransaction().timeout(limit).execute(WRITE)).onFailure().recoverWithNull()
                .chain(() -> Uni.join().all(tx.list(sql("SELECT pg_sleep(0.6)")).replaceWith(0),
                        tx.timeout(limit).execute(sql("SELECT 7")).onFailure().recoverWithItem(0)).andFailFast())));

        assertThat(runs).extracting(run -> run.statement().rendered().text(), StatementRun::inTransaction)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("SELECT id FROM t", true),
                        org.assertj.core.groups.Tuple.tuple("INSERT INTO t VALUES (1)", false),
                        org.assertj.core.groups.Tuple.tuple("SELECT 7", true),
                        org.assertj.core.groups.Tuple.tuple("SELECT pg_sleep(0.6)", true));
        assertThat(runs.subList(1, 3)).allSatisfy(run -> {
            assertThat(run.failure()).isInstanceOf(StatementTimeoutException.class).hasMessageContaining("was not sent");
            assertThat(run.server()).isNull();
            assertThat(run.rows()).isEqualTo(-1);
            assertThat(run.waited()).as("all of its time, as far as two clocks agree").isGreaterThan(limit.toNanos() / 2);
            assertThat(run.answered()).isZero();
            assertThat(run.mapped()).isZero();
        });
        assertThat(database.number("SELECT count(*) FROM t")).isZero();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    /** Counts committed rows beside, so that the order on the server shows. */
    private final class Recorder implements CommitListener {

        @Override
        public Future<Void> before(Writes writes) {
            heard.add("before " + texts(writes));
            return refusal == null ? slow.future() : Future.failedFuture(refusal);
        }

        @Override
        public Future<Void> behind(Writes writes, SqlConnection connection) {
            return connection.query(behind).execute()
                    .onSuccess(rows -> heard.add("behind rows " + rows.iterator().next().getLong(0))).mapEmpty();
        }

        @Override
        public void ended(Writes writes, Outcome outcome) {
            heard.add(outcome + " " + texts(writes));
        }

        private List<String> texts(Writes writes) {
            return writes.tables().keySet().stream().map(write -> write.action() + " " + String.join(".", write.table()))
                    .toList();
        }
    }
}
