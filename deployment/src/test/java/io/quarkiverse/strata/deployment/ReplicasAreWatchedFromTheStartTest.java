package io.quarkiverse.strata.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.pool.Router;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.test.QuarkusUnitTest;

/** What watches them is there although nothing has used the database, and the primary's pool is warm. */
class ReplicasAreWatchedFromTheStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideRuntimeConfigKey("quarkus.strata.replicas.urls", "${quarkus.datasource.reactive.url}");

    @Inject
    PoolMonitor monitor;

    @Test
    void theRouterIsThereUnasked() {
        InjectableBean<Router> router = Arc.container().select(Router.class).getHandle().getBean();
        assertThat(Arc.container().getActiveContext(Singleton.class).get(router)).isNotNull();
    }

    @Test
    void aConnectionIsOpenUnasked() {
        Awaitility.await().untilAsserted(() -> assertThat(monitor.pools().get(0))
                .returns(1, PoolStatus::size).returns(1, PoolStatus::idle).returns(0L, PoolStatus::lent));
    }
}
