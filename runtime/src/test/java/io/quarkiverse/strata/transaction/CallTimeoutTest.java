package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.StatementTimeoutException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.TransactionRolledBackException;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Shape;
import io.quarkiverse.strata.sql.Sql;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;

/** The timeout of one call. The pool has one connection, so what a timeout leaves behind would show. */
class CallTimeoutTest extends OneConnection {

    private static final Duration SHORT = Duration.ofMillis(200);

    @AfterEach
    void theTimeoutIsAsItWas() {
        assertThat(await(timeoutOf(db))).isEqualTo("0");
    }

    private static Uni<String> timeoutOf(Queries queries) {
        return queries.single(Sql.sql("SELECT current_setting('statement_timeout')").as(String.class));
    }

    @Test
    void aReadIsCancelledInTheServer() {
        assertThatThrownBy(() -> await(db.timeout(SHORT).list(read("SELECT 1::int8 FROM pg_sleep(20)"))))
                .isExactlyInstanceOf(StatementTimeoutException.class)
                .hasMessage(
                        "STRATA-2206: a call on datasource <default> took longer than its timeout of 200 ms and was cancelled "
                                + "in the server. Statement: SELECT 1::int8 FROM pg_sleep(20)");
        await().atMost(Duration.ofSeconds(3)).until(() -> test.busyBackends() == 0);
    }

    @Test
    void aWriteIsEndedByTheServerSoThatItsOutcomeIsKnown() {
        assertThatThrownBy(() -> await(db.timeout(SHORT).execute(write("INSERT INTO t SELECT 1 FROM pg_sleep(20)"))))
                .isExactlyInstanceOf(StatementTimeoutException.class)
                .hasMessageStartingWith("STRATA-2307: canceling statement due to statement timeout (SQLSTATE 57014");
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
        assertThat(await(db.timeout(SHORT).execute(write("INSERT INTO t VALUES (1)")))).isEqualTo(1);
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    /** Neither its answer nor the server's own end of it: nobody knows. */
    @Test
    void aWriteWithoutAnyAnswerIsToldAsUnknown() {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase behind = new TestDatabase(1, PipelineBegin.READS, proxy.port())) {
            behind.sql("CREATE TABLE t (id int8)");
            await(behind.db().execute(write("INSERT INTO t VALUES (1)")));
            proxy.stall();
            Uni<Integer> write = behind.db().timeout(SHORT).execute(write("INSERT INTO t VALUES (2)"));
            assertThatThrownBy(() -> await(write)).isExactlyInstanceOf(ConnectionLostException.class)
                    .hasMessage(
                            "STRATA-2207: a write on datasource <default> has taken longer than its timeout of 200 ms, and the server "
                                    + "neither answered nor ended it. Look whether it happened before running it again. Statement: INSERT INTO t "
                                    + "VALUES (2)");
            proxy.resume();
            // it runs to its end, and the only connection is usable
            await().until(() -> behind.number("SELECT count(*) FROM t") == 2);
            assertThat(await(behind.db().execute(write("INSERT INTO t VALUES (3)")))).isEqualTo(1);
        }
    }

    @Test
    void theCommitOfAWriteIsNotCutOff() {
        // a deferred trigger makes the statement's own COMMIT last
        test.sql("CREATE TABLE IF NOT EXISTS s (id int8)");
        test.sql("CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
                + "'BEGIN PERFORM pg_sleep(0.6); RETURN NULL; END'");
        test.sql("CREATE OR REPLACE TRIGGER slow AFTER INSERT ON s FOR EACH ROW EXECUTE FUNCTION slow()");
        assertThatThrownBy(() -> await(db.timeout(SHORT).execute(write("INSERT INTO s VALUES (1)"))))
                .isInstanceOf(StatementTimeoutException.class);
        assertThat(test.number("SELECT count(*) FROM s")).isZero();
    }

    @Test
    void theWaitForAConnectionCounts() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> db.outsideTransaction().timeout(SHORT).execute(write("INSERT INTO t VALUES (2)"))))))
                .isExactlyInstanceOf(StatementTimeoutException.class)
                .hasMessage("STRATA-2206: a call on datasource <default> took longer than its timeout of 200 ms: it was still "
                        + "waiting for a connection, or for its turn in its transaction, and was not sent. Statement: INSERT INTO "
                        + "t VALUES (2)");
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void insideATransactionTheServerEndsItAndTheSettingIsAsBefore() {
        TransactionOptions options = TransactionOptions.defaults().withStatementTimeout(Duration.ofSeconds(7));
        String after = await(db.transaction(options, tx -> tx.timeout(SHORT).execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> tx.savepoint(sp -> sp.timeout(SHORT).list(read("SELECT 1::int8 FROM pg_sleep(20)")))
                        .onFailure(StatementTimeoutException.class).recoverWithItem(List.<Long> of()))
                .chain(() -> timeoutOf(tx))));
        assertThat(after).isEqualTo("7s");
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void withoutASavepointItMakesTheTransactionUnusable() {
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> tx.timeout(SHORT).list(read("SELECT 1::int8 FROM pg_sleep(20)")).onFailure().recoverWithNull()))))
                .isInstanceOf(TransactionRolledBackException.class).hasCauseInstanceOf(StatementTimeoutException.class);
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void aStatementThatStillWaitsForItsTurnIsDropped() {
        await(db.transaction(tx -> Uni.join().all(
                tx.list(read("SELECT 1::int8 FROM pg_sleep(0.6)")).replaceWith(0),
                tx.timeout(SHORT).execute(write("INSERT INTO t VALUES (9)")).onFailure(StatementTimeoutException.class)
                        .recoverWithItem(0))
                .andFailFast()));
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void onALentConnectionTheSettingIsAsBefore() {
        String after = await(db.withConnection(c -> c.execute(write("SET statement_timeout = '9s'"))
                .chain(() -> c.timeout(SHORT).list(read("SELECT 1::int8 FROM pg_sleep(20)")).onFailure().recoverWithNull())
                .chain(() -> c.timeout(SHORT).execute(write("INSERT INTO t VALUES (1)")))
                .chain(() -> timeoutOf(c))));
        assertThat(after).isEqualTo("9s");
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
    }

    @Test
    void whatIsNoTimeoutIsRefused() {
        assertThatThrownBy(() -> db.timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("STRATA-2209: PT0S is no timeout of a call: it is between 1 millisecond and 24 days.");
        assertThatThrownBy(() -> db.timeout(SHORT).stream(read("SELECT 1::int8"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("STRATA-2208: a stream has no timeout of a call");
    }

    /** Its text takes longer to write than the call may last. */
    @Test
    void aTimeThatIsOverBeforeTheStatementIsThereIsTold() {
        Query<Long> slow = new Query<>() {
            @Override
            public Rendered rendered() {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return new Rendered("SELECT 1::int8", List.of());
            }

            @Override
            public boolean writes() {
                return false;
            }

            @Override
            public Shape<Long> shape() {
                return Shape.scalar(Long.class);
            }
        };
        String told = "STRATA-2206: a call on datasource <default> took longer than its timeout of 10 ms: it was still waiting "
                + "for a connection, or for its turn in its transaction, and was not sent. Statement: SELECT 1::int8";
        assertThatThrownBy(() -> await(db.timeout(Duration.ofMillis(10)).list(slow)))
                .isExactlyInstanceOf(StatementTimeoutException.class).hasMessage(told);
        assertThatThrownBy(() -> await(db.transaction(tx -> tx.timeout(Duration.ofMillis(10)).list(slow))))
                .isExactlyInstanceOf(StatementTimeoutException.class).hasMessage(told);
    }
}
