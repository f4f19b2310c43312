package io.quarkiverse.strata.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.pool.Router;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.test.QuarkusUnitTest;

/** What watches them is there although nothing has used the database. */
class ReplicasAreWatchedFromTheStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideRuntimeConfigKey("quarkus.strata.replicas.urls", "${quarkus.datasource.reactive.url}");

    @Test
    void theRouterIsThereUnasked() {
        InjectableBean<Router> router = Arc.container().select(Router.class).getHandle().getBean();
        assertThat(Arc.container().getActiveContext(Singleton.class).get(router)).isNotNull();
    }
}
