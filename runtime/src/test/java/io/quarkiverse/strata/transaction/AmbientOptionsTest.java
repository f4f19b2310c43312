package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.TransactionTimeoutException;
import io.smallrye.mutiny.Uni;

/** What transactions ask for by their options inside that of a test. */
class AmbientOptionsTest extends OpenAmbientTransaction {

    @Test
    void aReadOnlyTransactionRefusesWritesAndTheNextOneTakesThem() {
        TransactionOptions reading = TransactionOptions.reading().withName("report");
        Long counted = await(db.transaction(reading, tx -> tx.single(read("SELECT count(*) FROM t"))));
        assertThat(counted).isZero();
        await(db.execute(insert(1)));
        assertThatThrownBy(() -> await(db.transaction(reading, tx -> tx.execute(insert(2)))))
                .hasMessage("STRATA-2419: a write in transaction report of datasource <default>, which was begun read only: "
                        + "cannot execute INSERT in a read-only transaction (25006). Begin it for writing, or write in a "
                        + "transaction of its own (Propagation.REQUIRES_NEW). Statement: INSERT INTO t VALUES ($1)");
        assertThatThrownBy(() -> await(db.transaction(reading, tx -> tx.savepoint(sp -> sp.execute(insert(2))))))
                .hasMessageStartingWith("STRATA-2419: ");
        await(db.execute(insert(3)));
        assertThat(ids()).containsExactly(1L, 3L);
    }

    /** On connections of their own they would write. */
    @Test
    void whatWritesBesideAReadOnlyTransactionIsToldWhyItCanNot() {
        assertThatThrownBy(() -> await(db.transaction(TransactionOptions.reading(),
                tx -> tx.single(read("SELECT count(*) FROM t"))
                        .chain(() -> db.transaction(TransactionOptions.requiresNew(), own -> own.execute(insert(1)))))))
                .isExactlyInstanceOf(DatabaseException.class)
                .hasMessage(
                        "STRATA-2705: a write ran inside a read-only transaction of datasource <default> that it is no part "
                                + "of: in a test with @RollbackAfterTest all share one connection, and what would run beside a "
                                + "transaction runs inside it. Test this without @RollbackAfterTest. Statement: INSERT INTO t VALUES ($1)");
        assertThatThrownBy(
                () -> await(db.transaction(TransactionOptions.reading(), tx -> tx.single(read("SELECT count(*) FROM t"))
                        .chain(() -> db.outsideTransaction().execute(insert(1))))))
                .hasMessageStartingWith("STRATA-2705: ");
        assertThat(ids()).isEmpty();
    }

    @Test
    void aTransactionThatTakesTooLongIsUndone() {
        CompletableFuture<Integer> never = new CompletableFuture<>();
        TransactionOptions quick = TransactionOptions.defaults().withTimeout(Duration.ofMillis(200)).withName("quick");
        assertThatThrownBy(() -> await(db.transaction(quick, tx -> tx.execute(insert(1))
                .chain(() -> Uni.createFrom().completionStage(never))))).isExactlyInstanceOf(TransactionTimeoutException.class)
                .hasMessageStartingWith(
                        "STRATA-2414: transaction quick of datasource <default> took longer than its timeout of "
                                + "200 ms and was rolled back.");
        assertThat(ids()).isEmpty();
    }

    @Test
    void aPartThatAsksForWhatTheTransactionHasJoinsIt() {
        await(db.transaction(TransactionOptions.serializable(), tx -> tx.execute(insert(1))
                .chain(() -> db.transaction(TransactionOptions.serializable(), part -> part.execute(insert(2))))));
        assertThat(ids()).containsExactly(1L, 2L);
    }
}
