package io.quarkiverse.strata.pool;

import static io.quarkiverse.strata.sql.Sql.sql;
import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.ResultCache;
import io.quarkiverse.strata.sql.Query;
import io.quarkiverse.strata.test.FaultProxy;
import io.quarkiverse.strata.test.LogLines;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.transaction.PipelineBegin;
import io.quarkiverse.strata.transaction.SessionSettings;
import io.quarkiverse.strata.transaction.TransactionalDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;

/** Answers that don't come. */
class StallWatchTest {

    private static final PostgresServer SERVER = PostgresServer.get();
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final Query<Integer> SLOW = sql("SELECT 1 FROM pg_sleep(2)").as(Integer.class);
    private static final Query<Integer> ONE = sql("SELECT 1").as(Integer.class);

    private final FaultProxy proxy = new FaultProxy(SERVER.port());
    private final LogLines log = new LogLines(StallWatch.class.getName());
    private DriverPool pool;
    private StallWatch watch;

    private TransactionalDatabase open() {
        pool = DriverPool.build(SERVER.vertx(), null, new Hosts("<default>", SERVER.vertx(),
                List.of(new Hosts.Target("localhost:" + proxy.port(), () -> Future.succeededFuture(options())))),
                PoolSettings.ofSize(2));
        PrimaryPool primary = new PrimaryPool("<default>", SERVER.vertx(), pool,
                () -> DedicatedConnections.open(SERVER.vertx(), options()), Listeners.NONE);
        watch = StallWatch.start(primary, Replicas.NONE, LIMIT);
        return new TransactionalDatabase(Router.primaryOnly(primary), SessionSettings.of(PipelineBegin.READS),
                TransactionOptions.defaults(), ResultCache.disabled("<default>"));
    }

    private PgConnectOptions options() {
        return SERVER.options("postgres").setPort(proxy.port()).setConnectTimeout(1_500);
    }

    @AfterEach
    void close() {
        watch.close();
        log.close();
        proxy.close();
        pool.close();
    }

    @Test
    void aServerThatStandsStill() {
        TransactionalDatabase db = open();
        await(db.single(ONE));
        proxy.stall();
        CompletableFuture<Integer> waiting = db.single(ONE).subscribeAsCompletionStage();
        assertThat(waiting).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
                .withCauseInstanceOf(ConnectionLostException.class);
        assertThat(log.with("STRATA-2140")).singleElement().asString().contains("held for").contains("SELECT 1");
        proxy.resume();
        assertThat(await(db.single(ONE))).isEqualTo(1);
    }

    @Test
    void aWayThatIsGone() {
        TransactionalDatabase db = open();
        await(db.single(ONE));
        proxy.stallOpen();
        CompletableFuture<Integer> waiting = db.transaction(tx -> tx.single(ONE)).subscribeAsCompletionStage();
        assertThat(waiting).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
                .withCauseInstanceOf(ConnectionLostException.class);
        assertThat(log.with("STRATA-2140")).singleElement().asString().contains("isn't at work on it");
    }

    @Test
    void whatTakesLongGoesOn() {
        TransactionalDatabase db = open();
        assertThat(await(db.single(SLOW))).isEqualTo(1);
        Integer found = await(db.transaction(tx -> tx.single(ONE)
                .onItem().delayIt().by(LIMIT.multipliedBy(4)).chain(one -> tx.single(SLOW))));
        assertThat(found).isEqualTo(1);
        List<Integer> slowly = await(db.stream(sql("SELECT n FROM generate_series(1, 500) AS n").as(Integer.class))
                .onItem().call(n -> n % 250 == 0 ? Uni.createFrom().voidItem().onItem().delayIt().by(LIMIT.multipliedBy(3))
                        : Uni.createFrom().voidItem())
                .collect().asList());
        assertThat(slowly).hasSize(500);
        assertThat(log.with("STRATA-2140")).isEmpty();
    }
}
