package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.TransactionTimeoutException;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Streams that nobody reads, and those that take too long: the server must not have to wait for them. */
class StreamLimitsTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String MANY = "SELECT g::int8 FROM generate_series(1, 10000) g";

    private final TestDatabase test = new TestDatabase(1, SessionSettings.of(PipelineBegin.READS)
            .withStreams(new StreamLimits(Duration.ofMillis(900), Duration.ofMillis(300))), null, Listeners.NONE,
            TransactionOptions.defaults());

    @AfterEach
    void nothingStaysOpen() {
        test.becomesIdle();
        Long one = await(test.db().single(read("SELECT 1::int8")));
        assertThat(one).isOne();
        assertThat(test.db().primary().streams()).hasToString("0 open");
        test.close();
    }

    @Test
    void aReaderThatRestsTooLongLosesItsStream() {
        AssertSubscriber<Long> seen = test.db().stream(read(MANY)).subscribe().withSubscriber(AssertSubscriber.create(10));
        seen.awaitFailure(failure -> assertThat(failure).isInstanceOf(TransactionTimeoutException.class)
                .hasMessage(
                        "STRATA-2445: the subscriber of a stream of datasource <default> asked for no more rows for 300 ms, "
                                + "and the stream was ended: for as long as it is open the server can't clean up. Where a reader may "
                                + "rest that long, raise quarkus.strata.streams.stall-limit. Statement: " + MANY),
                SOON);
        assertThat(seen.getItems()).hasSize(10);
    }

    @Test
    void oneThatReadsSlowlyIsNoneThatRests() {
        List<Long> all = await(test.db().stream(read("SELECT g::int8 FROM generate_series(1, 8) g")).onItem()
                .call(() -> Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(80))).collect().asList());
        assertThat(all).hasSize(8); // in all longer than the stall limit
    }

    @Test
    void rowsThatCameLateAreNoRestOfTheirReader() {
        AssertSubscriber<Long> seen = test.db()
                .stream(sql("SELECT g::int8 FROM (SELECT pg_sleep(0.5)) slow, generate_series(1, 600) g").as(Long.class))
                .subscribe().withSubscriber(AssertSubscriber.create(300));
        seen.awaitNextItem(SOON);
        seen.request(Long.MAX_VALUE).awaitCompletion(SOON);
        assertThat(seen.getItems()).hasSize(600);
    }

    @Test
    void aStreamThatTakesTooLongEndsInTheServer() {
        AssertSubscriber<Long> seen = test.db().stream(read("SELECT g::int8 FROM generate_series(1, 3) g, pg_sleep(30)"))
                .subscribe().withSubscriber(AssertSubscriber.create(10));
        seen.awaitFailure(failure -> assertThat(failure).isInstanceOf(TransactionTimeoutException.class)
                .hasMessageStartingWith("STRATA-2444: a stream of datasource <default> took longer than 900 ms and was ended"),
                SOON);
    }

    @Test
    void onALentConnectionToo() {
        AssertSubscriber<Long> seen = AssertSubscriber.create(1);
        Uni<Integer> lent = test.db().withConnection(queries -> {
            queries.stream(read(MANY)).subscribe().withSubscriber(seen);
            return queries.execute(read("SELECT 1"));
        });
        Integer behind = await(lent);
        assertThat(behind).isOne();
        seen.awaitFailure(failure -> assertThat(failure).hasMessageStartingWith("STRATA-2445"), SOON);
    }

    @Test
    void insideATransactionItsLimitsHold() {
        AssertSubscriber<Long> seen = AssertSubscriber.create(1);
        Integer done = await(test.db().transaction(tx -> {
            tx.stream(read(MANY)).subscribe().withSubscriber(seen);
            return tx.execute(read("SELECT 1")).onItem().delayIt().by(Duration.ofMillis(1200));
        }));
        assertThat(done).isOne();
        seen.assertNotTerminated();
    }

    @Test
    void theServersOwnIdleLimitIsTheStreams() {
        Queries db = test.db();
        List<String> shown = await(db.stream(sql("SELECT current_setting('idle_in_transaction_session_timeout')")
                .as(String.class)).collect().asList());
        assertThat(shown).containsExactly("1900ms");
    }
}
