package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.test.Plain.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.test.LogLines;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.transaction.PipelineBegin;
import io.quarkiverse.strata.transaction.TransactionalDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

class LeakWatchTest {

    private static final PostgresServer SERVER = PostgresServer.get();
    private static final Duration THRESHOLD = Duration.ofMillis(200);

    private final Pool driver = DriverPool.build(SERVER.vertx(), null,
            () -> Future.succeededFuture(SERVER.options("postgres")), PoolSettings.ofSize(2));
    private final PrimaryPool pool = new PrimaryPool("<default>", SERVER.vertx(), driver, driver::getConnection,
            Listeners.NONE);
    private final Database db = new TransactionalDatabase(pool, PipelineBegin.READS);

    /** @return completed by the caller, to end the transaction */
    private CompletableFuture<Void> holdsAConnection(String name) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Long> began = new CompletableFuture<>();
        db.transaction(TransactionOptions.defaults().withName(name), tx -> tx.single(read("SELECT 7::int8"))
                .invoke(began::complete).chain(() -> Uni.createFrom().completionStage(end))).subscribe().with(done -> {
                });
        began.join();
        return end;
    }

    @Test
    void whoHoldsAConnectionForLongIsToldOnce() {
        try (LogLines log = new LogLines("io.quarkiverse.strata.pool");
                LeakWatch watch = LeakWatch.start(pool, Replicas.NONE, THRESHOLD)) {
            CompletableFuture<Void> first = holdsAConnection("first");
            Awaitility.await().until(() -> !log.with("STRATA-2132").isEmpty());
            CompletableFuture<Void> second = holdsAConnection("second");
            Awaitility.await().until(() -> log.with("STRATA-2132").size() > 1);
            first.complete(null);
            second.complete(null);
            assertThat(log.level("STRATA-2132")).isEqualTo(Level.parse("WARN"));
            assertThat(log.with("STRATA-2132")).satisfiesExactly(
                    line -> assertThat(line)
                            .matches("STRATA-2132: a connection to the primary of datasource <default> has been "
                                    + "held for [\\d.]+ m?s by transaction first, running nothing since SELECT 7::int8 "
                                    + "\\(backend \\d+\\)\\. See that this ends: .*"),
                    line -> assertThat(line).contains(" by transaction second, "));
        } finally {
            driver.close();
        }
    }

    @Test
    void whoWatchesNothingHasNothingToClose() {
        LeakWatch.start(pool, Replicas.NONE, Duration.ZERO).close();
        driver.close();
        assertThat(pool.held()).isEmpty();
    }
}
