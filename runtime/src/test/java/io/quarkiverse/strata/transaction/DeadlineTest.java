package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.StatementTimeoutException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.TransactionTimeoutException;
import io.quarkiverse.strata.execution.Deadline;
import io.smallrye.mutiny.Uni;

/** What a request's deadline leaves its statements and transactions. */
class DeadlineTest extends OneConnection {

    private static final Duration SHORT = Duration.ofMillis(300);

    private static <T> Uni<T> request(Duration limit, Supplier<Uni<T>> work) {
        return db.readYourWrites(() -> {
            Deadline.begin(limit);
            return work.get();
        });
    }

    private static <T> Uni<T> request(Supplier<Uni<T>> work) {
        return request(SHORT, work);
    }

    @Test
    void aReadIsCancelledAndAWriteEndedByTheServer() {
        assertThatThrownBy(() -> await(request(() -> db.list(read("SELECT 1::int8 FROM pg_sleep(20)")))))
                .isExactlyInstanceOf(StatementTimeoutException.class)
                .hasMessageMatching(
                        "STRATA-2206: a call on datasource <default> took longer than the \\d+ ms that its request had "
                                + "left \\(quarkus.strata.http.deadline\\) and was cancelled in the server. Statement: .*");
        assertThatThrownBy(() -> await(request(() -> db.execute(write("INSERT INTO t SELECT 1 FROM pg_sleep(20)")))))
                .isExactlyInstanceOf(StatementTimeoutException.class).hasMessageStartingWith("STRATA-2307: ");
        test.becomesIdle();
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void callsShareIt() {
        assertThatThrownBy(() -> await(request(() -> db.single(read("SELECT 1::int8 FROM pg_sleep(0.2)"))
                .chain(() -> db.single(read("SELECT 1::int8 FROM pg_sleep(0.2)"))))))
                .isInstanceOf(StatementTimeoutException.class);
        assertThat(await(request(Duration.ofSeconds(20), () -> db.single(read("SELECT 1::int8 FROM pg_sleep(0.4)")))))
                .isEqualTo(1);
    }

    @Test
    void theNearerOfTwoLimitsCounts() {
        assertThatThrownBy(() -> await(request(Duration.ofSeconds(20), () -> db.timeout(SHORT)
                .single(read("SELECT 1::int8 FROM pg_sleep(20)"))))).hasMessageContaining("its timeout of 300 ms");
        assertThatThrownBy(() -> await(request(() -> db.timeout(Duration.ofSeconds(20))
                .single(read("SELECT 1::int8 FROM pg_sleep(20)"))))).hasMessageContaining("that its request had left");
        assertThatThrownBy(() -> await(request(() -> db.transaction(TransactionOptions.defaults()
                .withTimeout(Duration.ofSeconds(20)), tx -> tx.single(read("SELECT 1::int8 FROM pg_sleep(20)"))))))
                .isInstanceOf(TransactionTimeoutException.class);
    }

    @Test
    void aTransactionIsRolledBack() {
        assertThatThrownBy(() -> await(request(() -> db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))
                .chain(() -> tx.single(read("SELECT 1::int8 FROM pg_sleep(20)"))))))).isExactlyInstanceOf(
                        TransactionTimeoutException.class)
                .hasMessageContaining("quarkus.strata.http.deadline");
        test.becomesIdle();
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void aLentConnectionIsTakenBack() {
        assertThatThrownBy(
                () -> await(request(() -> db.withConnection(c -> c.single(read("SELECT 1::int8 FROM pg_sleep(20)"))))))
                .isInstanceOf(DatabaseException.class);
        test.becomesIdle();
    }

    @Test
    void aWriteOnALentConnectionIsEndedByTheServer() {
        assertThatThrownBy(() -> await(request(() -> db.withConnection(c -> c.execute(
                write("INSERT INTO t SELECT 1 FROM pg_sleep(20)")))))).isInstanceOf(DatabaseException.class);
        test.becomesIdle();
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }

    @Test
    void hooksHaveTheirTime() {
        AtomicReference<Integer> written = new AtomicReference<>();
        assertThatThrownBy(() -> await(request(() -> db.transaction(tx -> {
            tx.afterRollback(() -> db.execute(write("INSERT INTO t VALUES (7)")).invoke(written::set));
            return tx.single(read("SELECT 1::int8 FROM pg_sleep(20)"));
        })))).isInstanceOf(TransactionTimeoutException.class);
        assertThat(written).hasValue(1);
    }

    @Test
    void aCommitThatTakesLongerIsNotCutOff() {
        test.sql(
                "CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(2); RETURN NULL; END'");
        test.sql(
                "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()");
        try {
            Integer rows = await(request(() -> db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)")))));
            assertThat(rows).isEqualTo(1);
            assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
        } finally {
            test.sql("DROP TRIGGER slow ON t");
        }
    }

    @Test
    void whatWaitsForAConnectionIsNotSent() {
        assertThatThrownBy(() -> await(Uni.join().all(
                db.transaction(tx -> tx.single(read("SELECT 1::int8 FROM pg_sleep(1)"))),
                request(() -> db.single(read("SELECT 1::int8")))).andFailFast()))
                .hasMessageContaining("it was still waiting for a connection");
    }

    @Test
    void afterItNothingIsSent() {
        assertThatThrownBy(() -> await(request(Duration.ZERO, () -> db.execute(write("INSERT INTO t VALUES (1)")))))
                .isInstanceOf(StatementTimeoutException.class).hasMessageStartingWith("STRATA-2212: ");
    }

    @Test
    void aTransactionIsNotBegunAfterIt() {
        assertThatThrownBy(
                () -> await(request(Duration.ZERO, () -> db.transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)"))))))
                .isInstanceOf(TransactionTimeoutException.class).hasMessageStartingWith("STRATA-2435: ");
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
    }
}
