package io.quarkiverse.strata.transaction;

import static io.quarkiverse.strata.test.Plain.read;
import static io.quarkiverse.strata.test.Plain.write;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * A cancel request that arrives after its statement has ended must not hit the statement of the next borrower, and costs no
 * connection.
 */
class LateCancelTest {

    private static final String BACKEND = "SELECT pid::int8 FROM pg_stat_activity WHERE application_name = 'pool' "
            + "AND datname = current_database()";

    private static void cancelledTooLate(Function<Database, Uni<?>> victim) {
        try (FaultProxy proxy = new FaultProxy(PostgresServer.get().port());
                TestDatabase test = new TestDatabase(1, PipelineBegin.READS, proxy.port())) {
            test.sql("CREATE TABLE t (id int8 PRIMARY KEY)");
            Cancellable call = victim.apply(test.db()).subscribe().with(item -> {
            }, failure -> {
            });
            await().until(() -> test.busyBackends() == 1);
            long backend = test.number(BACKEND);
            proxy.holdNew();
            call.cancel();
            Uni<Integer> next = test.db().execute(write("INSERT INTO t SELECT 1 FROM pg_sleep(0.5)")).memoize().indefinitely();
            next.subscribe().with(rows -> {
            }, failure -> {
            });
            // what was sent behind the statement would run now
            await().pollInterval(Duration.ofMillis(5)).until(() -> test.number("SELECT count(*) FROM pg_stat_activity "
                    + "WHERE application_name = 'pool' AND datname = current_database() AND state = 'active' "
                    + "AND query LIKE '%pg_sleep(0.7)'") == 0);
            proxy.passHeld();
            assertThat(await(next)).isEqualTo(1);
            assertThat(test.number(BACKEND)).as("the connection is still the same").isEqualTo(backend);
        }
    }

    /** The first request wakes it from its first sleep only, as one is lost that finds no statement under way. */
    private static void survivesTheFirstRequest(Function<Database, Uni<?>> victim) {
        try (TestDatabase test = new TestDatabase(1)) {
            test.sql("CREATE FUNCTION stubborn() RETURNS int8 LANGUAGE plpgsql AS $$ BEGIN BEGIN PERFORM pg_sleep(60); "
                    + "EXCEPTION WHEN query_canceled THEN NULL; END; PERFORM pg_sleep(60); RETURN 1; END $$");
            Cancellable call = victim.apply(test.db()).subscribe().with(item -> {
            }, failure -> {
            });
            await().until(() -> test.busyBackends() == 1);
            long backend = test.number(BACKEND);
            call.cancel();
            await().atMost(Duration.ofSeconds(4)).until(() -> test.busyBackends() == 0);
            assertThat(await(test.db().single(read("SELECT 7::int8")))).isEqualTo(7);
            assertThat(test.number(BACKEND)).as("the connection is still the same").isEqualTo(backend);
        }
    }

    @Test
    void aReadThatSurvivesTheFirstRequest() {
        survivesTheFirstRequest(db -> db.list(read("SELECT stubborn()")));
    }

    @Test
    void aTransactionThatSurvivesTheFirstRequest() {
        survivesTheFirstRequest(db -> db.transaction(tx -> tx.list(read("SELECT stubborn()"))));
    }

    @Test
    void ofARead() {
        cancelledTooLate(db -> db.list(read("SELECT 1::int8 FROM pg_sleep(0.7)")));
    }

    @Test
    void ofATransaction() {
        cancelledTooLate(db -> db.transaction(tx -> tx.list(read("SELECT 1::int8 FROM pg_sleep(0.7)"))));
    }

    @Test
    void ofALentConnection() {
        cancelledTooLate(db -> db.withConnection(c -> c.list(read("SELECT 1::int8 FROM pg_sleep(0.7)"))));
    }
}
