package io.quarkiverse.strata.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** More connections are to be kept open than there may be. */
class PoolThatCantBeFailsTheStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideRuntimeConfigKey("quarkus.strata.pool.min-size", "20")
            .assertException(failure -> {
                Throwable told = failure;
                while (told.getCause() != null) {
                    told = told.getCause();
                }
                assertThat(told).hasMessage("STRATA-4303: quarkus.strata.pool.min-size is 20. It takes "
                        + "at most quarkus.datasource.reactive.max-size, 10.");
            });

    @Test
    void theMessageNamesBothProperties() {
    }
}
