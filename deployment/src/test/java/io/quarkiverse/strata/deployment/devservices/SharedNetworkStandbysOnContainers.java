package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * For an application that runs in a container itself: names instead of mapped ports. The standby takes connections only after
 * it has streamed from the primary, so it has found it by name.
 */
class SharedNetworkStandbysOnContainers {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.devservices.launch-on-shared-network", "true")
            .overrideConfigKey("quarkus.strata.devservices.replicas", "1");

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String primary;

    @ConfigProperty(name = "quarkus.strata.replicas.urls")
    List<String> replicas;

    @Test
    void serversAreReachedByName() {
        assertThat(primary).matches("vertx-reactive:postgresql://postgres-\\w+:5432/quarkus(\\?.*)?");
        assertThat(replicas).hasSize(1).allSatisfy(url -> assertThat(url)
                .matches("vertx-reactive:postgresql://strata-\\w+:5432/quarkus(\\?.*)?"));
    }
}
