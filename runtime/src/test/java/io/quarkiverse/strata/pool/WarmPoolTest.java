package io.quarkiverse.strata.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

class WarmPoolTest {

    private static final PostgresServer SERVER = PostgresServer.get();
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final String database = SERVER.createDatabase();
    private final Pool driver = PrimaryPool.build(SERVER.vertx(), new PoolOptions().setMaxSize(5),
            () -> Future.succeededFuture(SERVER.options(database)), Duration.ofSeconds(5), -1);
    private final PrimaryPool pool = new PrimaryPool("<default>", SERVER.vertx(), driver, driver::getConnection,
            Listeners.NONE);

    @AfterEach
    void close() {
        driver.close();
    }

    private int backends() {
        return SERVER.execute("postgres", "SELECT FROM pg_stat_activity WHERE datname = '" + database + "'").size();
    }

    @Test
    void asManyAsAreWantedAreOpenedAndOpenedAgain() {
        try (WarmPool warm = WarmPool.start(pool, 3, INTERVAL)) {
            await().until(() -> backends() == 3 && pool.size() == 3);
            SERVER.execute("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database
                    + "'");
            await().until(() -> backends() == 3 && pool.size() == 3);
            assertThat(pool.held()).isEmpty();
        }
    }

    @Test
    void whatIsInUseCounts() {
        PhysicalConnection used = PostgresServer.await(pool.acquire(() -> "a test"));
        try (WarmPool warm = WarmPool.start(pool, 2, INTERVAL)) {
            await().until(() -> backends() == 2);
            await().during(Duration.ofMillis(300)).until(() -> backends() == 2);
        }
        pool.recycle(used);
    }

    @Test
    void noneIsOpenedWhereNoneIsWanted() {
        WarmPool.start(pool, 0, INTERVAL).close();
        assertThat(pool.size()).isZero();
    }
}
