package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.strata.CommitUnknownException;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** What is sent, and not sent, as long as nobody knows that BEGIN went well: behind one that failed a statement runs alone. */
class UnconfirmedBeginTest {

    /** The code of a cancel request, as bytes. */
    private static final String CANCEL = "\u0004\u00d2\u0016.";

    private final FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
    private TestDatabase test;

    private void open(PipelineBegin pipelineBegin) {
        test = new TestDatabase(1, pipelineBegin, proxy.port(), Listeners.NONE);
        test.sql("CREATE TABLE t (id int8)");
        await(test.db().single(read("SELECT 1::int8")));
    }

    @AfterEach
    void close() {
        test.close();
        proxy.close();
    }

    private Uni<Integer> insert() {
        return test.db().transaction(tx -> tx.execute(write("INSERT INTO t VALUES (1)")));
    }

    /** A request that hits BEGIN would let what stands behind it run alone. */
    @Test
    void nothingIsCancelledBeforeItIsConfirmed() {
        open(PipelineBegin.READS);
        AtomicBoolean begun = new AtomicBoolean();
        AtomicInteger requests = new AtomicInteger();
        proxy.meddle(sent -> {
            if (sent.contains("BEGIN")) {
                proxy.stallOpen();
                begun.set(true);
            } else if (sent.contains(CANCEL)) {
                requests.incrementAndGet();
            }
            return sent;
        });
        Cancellable call = test.db().transaction(tx -> tx.list(read("SELECT 1::int8 FROM pg_sleep(20)"))).subscribe()
                .with(rows -> {
                }, failure -> {
                });
        await().untilTrue(begun);
        call.cancel();
        await().during(Duration.ofMillis(300)).until(() -> requests.get() == 0);
        proxy.resume();
        await().until(() -> requests.get() > 0);
        test.becomesIdle();
    }

    @ParameterizedTest
    @EnumSource
    void behindARefusedOneAWriteRunsWhereThatWasAskedForAlone(PipelineBegin pipelineBegin) {
        open(pipelineBegin);
        proxy.meddle(sent -> sent.replace("BEGIN\0", "BEGUN\0"));
        if (pipelineBegin == PipelineBegin.ALWAYS) {
            assertThatThrownBy(() -> await(insert())).isExactlyInstanceOf(CommitUnknownException.class)
                    .hasMessage("STRATA-2406: BEGIN failed on datasource <default> and a write was sent behind it, which may "
                            + "have committed alone. Look before you run it again; "
                            + "quarkus.strata.transactions.pipeline-begin=reads rules this out. Statement: "
                            + "INSERT INTO t VALUES (1)");
        } else {
            assertThatThrownBy(() -> await(insert())).isExactlyInstanceOf(DatabaseException.class)
                    .hasMessageContaining("syntax error");
        }
        assertThat(test.number("SELECT count(*) FROM t")).isEqualTo(pipelineBegin == PipelineBegin.ALWAYS ? 1 : 0);
        test.becomesIdle();
    }

    @Test
    void aReadTravelsWithIt() {
        open(PipelineBegin.READS);
        AtomicBoolean seen = new AtomicBoolean();
        proxy.meddle(sent -> {
            if (sent.contains("FROM t")) {
                seen.set(true);
            }
            return sent.contains("BEGIN") ? "" : sent; // it is never answered
        });
        var call = test.db().transaction(tx -> tx.list(read("SELECT id FROM t"))).subscribeAsCompletionStage();
        await().untilTrue(seen);
        proxy.cut();
        assertThat(call).failsWithin(Duration.ofSeconds(5));
    }
}
