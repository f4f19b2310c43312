package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class DatabaseUrlSwitchesDevServicesOffTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("DATABASE_URL", "postgres://app:p%40$${x}@127.0.0.1:1/shop?sslmode=prefer")
            .overrideConfigKey("DATABASE_POOL_MAX", "7")
            .overrideConfigKey("DATABASE_TIMEOUT", "3");

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int maxSize;

    @ConfigProperty(name = "quarkus.strata.pool.acquire-timeout")
    Duration acquireTimeout;

    @ConfigProperty(name = "quarkus.datasource.reactive.postgresql.ssl-mode")
    String sslMode;

    @Test
    void itsPartsAreTheProperties() {
        assertThat(url).isEqualTo("vertx-reactive:postgresql://127.0.0.1:1/shop");
        assertThat(user).isEqualTo("app");
        assertThat(password).isEqualTo("p@$${x}");
        assertThat(sslMode).isEqualTo("prefer");
        assertThat(maxSize).isEqualTo(7);
        assertThat(acquireTimeout).isEqualTo(Duration.ofSeconds(3));
    }
}
