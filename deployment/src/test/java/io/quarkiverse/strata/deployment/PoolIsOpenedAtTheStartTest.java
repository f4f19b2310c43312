package io.quarkiverse.strata.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.Router;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.test.QuarkusUnitTest;

/** The least number of connections is there although nothing has used the database. */
class PoolIsOpenedAtTheStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideRuntimeConfigKey("quarkus.strata.pool.min-size", "3");

    @Test
    void itsConnectionsAreThereUnasked() {
        InjectableBean<Router> router = Arc.container().select(Router.class).getHandle().getBean();
        assertThat(Arc.container().getActiveContext(Singleton.class).get(router)).isNotNull();
        PoolMonitor monitor = Arc.container().select(PoolMonitor.class).get();
        await().until(() -> monitor.pools().get(0).idle() == 3);
        assertThat(monitor.pools().get(0).lent()).isZero();
    }
}
