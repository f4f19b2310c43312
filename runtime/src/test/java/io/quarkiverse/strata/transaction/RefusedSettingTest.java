package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.Transaction;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.TransactionRolledBackException;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;

/**
 * A server that refuses what stands behind BEGIN in its message: the transaction is open there, and failed. Nothing of it may
 * stay, and the next borrower of the connection must find it as it was.
 */
class RefusedSettingTest {

    private static final TransactionOptions OPTIONS = TransactionOptions.defaults().withLockTimeout(Duration.ofSeconds(3));
    private static final String REFUSED = "STRATA-2300: unrecognized configuration parameter \"lock_timeoux\" (SQLSTATE 42704, "
            + "datasource <default>). Statement: BEGIN";

    private final List<String> hooks = new ArrayList<>();
    private FaultProxy proxy;
    private TestDatabase test;

    private void open(PipelineBegin pipelineBegin) {
        proxy = new FaultProxy(PostgresServer.get().port());
        test = new TestDatabase(1, pipelineBegin, proxy.port());
        test.sql("CREATE TABLE t (id int8)");
        proxy.meddle(sent -> sent.replace("SET LOCAL lock_timeout", "SET LOCAL lock_timeoux"));
    }

    @BeforeEach
    void forget() {
        hooks.clear();
    }

    @AfterEach
    void close() {
        test.close();
        proxy.close();
    }

    private <T> Uni<T> transaction(Function<Transaction, Uni<T>> work) {
        return test.db().transaction(OPTIONS, tx -> {
            tx.afterCommit(() -> hooks.add("committed"));
            tx.afterRollback(() -> hooks.add("rolled back"));
            return work.apply(tx);
        });
    }

    /** The same connection takes a transaction, and one of its own keeps what it writes. */
    private void nothingStaysAndTheConnectionIsUsable(long backend) {
        assertThat(test.number("SELECT count(*) FROM t")).isZero();
        test.becomesIdle();
        assertThat(backend()).as("the connection is still the same").isEqualTo(backend);
        proxy.meddle(sent -> sent);
        await(transaction(tx -> tx.execute(write("INSERT INTO t VALUES (9)"))));
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(1);
        assertThat(hooks).containsExactly("rolled back", "committed");
    }

    private long backend() {
        return await(test.db().single(read("SELECT pg_backend_pid()::int8")));
    }

    @ParameterizedTest
    @EnumSource
    void theCallerIsToldWhatWasRefused(PipelineBegin pipelineBegin) {
        open(pipelineBegin);
        long backend = backend();
        assertThatThrownBy(() -> await(transaction(tx -> tx.list(read("SELECT 1::int8")))))
                .isExactlyInstanceOf(DatabaseException.class).hasMessage(REFUSED);
        nothingStaysAndTheConnectionIsUsable(backend);
    }

    @ParameterizedTest
    @EnumSource
    void aWriteDoesNotRun(PipelineBegin pipelineBegin) {
        open(pipelineBegin);
        long backend = backend();
        assertThatThrownBy(() -> await(transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)")))))
                .isExactlyInstanceOf(DatabaseException.class).hasMessage(REFUSED);
        nothingStaysAndTheConnectionIsUsable(backend);
    }

    @ParameterizedTest
    @EnumSource
    void neitherDoesWhatFollowsAfterASwallowedFailure(PipelineBegin pipelineBegin) {
        open(pipelineBegin);
        long backend = backend();
        assertThatThrownBy(() -> await(transaction(tx -> tx.list(read("SELECT 1::int8")).onFailure().recoverWithNull()
                .chain(() -> tx.execute(write("INSERT INTO t VALUES (1)"))).onFailure().recoverWithItem(0))))
                .isExactlyInstanceOf(TransactionRolledBackException.class)
                .hasMessage("STRATA-2404: the transaction of datasource "
                        + "<default> was rolled back though its work ended well: a statement or a joined part in it had failed ("
                        + REFUSED + "). Let the failure through, or run what may fail in a savepoint.");
        nothingStaysAndTheConnectionIsUsable(backend);
    }

    @ParameterizedTest
    @EnumSource
    void neitherDoesASavepointThatComesFirst(PipelineBegin pipelineBegin) {
        open(pipelineBegin);
        long backend = backend();
        assertThatThrownBy(() -> await(transaction(tx -> tx.savepoint(sp -> sp.list(read("SELECT 1::int8"))))))
                .isExactlyInstanceOf(DatabaseException.class).hasMessage(REFUSED);
        nothingStaysAndTheConnectionIsUsable(backend);
    }

    /** Nothing is open then, and what comes next must not run alone. */
    @ParameterizedTest
    @EnumSource
    void whereBeginItselfWasRefusedTheNextStatementBeginsTheTransaction(PipelineBegin pipelineBegin) {
        open(pipelineBegin);
        AtomicBoolean refused = new AtomicBoolean();
        proxy.meddle(sent -> sent.contains("BEGIN;") && refused.compareAndSet(false, true) ? sent.replace("BEGIN;", "BEGUN;")
                : sent);
        long backend = backend();
        assertThatThrownBy(() -> await(transaction(tx -> tx.list(read("SELECT 1::int8")).onFailure().recoverWithNull()
                .chain(() -> tx.execute(write("INSERT INTO t VALUES (1)")))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                .isExactlyInstanceOf(IllegalStateException.class);
        assertThat(refused).isTrue();
        nothingStaysAndTheConnectionIsUsable(backend);
    }
}
