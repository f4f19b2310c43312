package io.quarkiverse.strata.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** At the start, not with the first request. */
class SettingThatCantBeFailsTheStartTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideRuntimeConfigKey("quarkus.strata.replicas.max-size", "0")
            .assertException(failure -> {
                Throwable told = failure;
                while (told.getCause() != null) {
                    told = told.getCause();
                }
                assertThat(told)
                        .hasMessage("STRATA-4303: quarkus.strata.replicas.max-size is 0. It takes a number from 1 up.");
            });

    @Test
    void theMessageNamesTheProperty() {
    }
}
