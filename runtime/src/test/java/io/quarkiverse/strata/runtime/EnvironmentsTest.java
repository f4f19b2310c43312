package io.quarkiverse.strata.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.strata.seeding.Environment;
import io.quarkus.runtime.LaunchMode;

class EnvironmentsTest {

    @ParameterizedTest
    @CsvSource({
            "dev,           DEVELOPMENT, DEVELOPMENT",
            "test,          TEST,        TEST",
            "prod,          NORMAL,      PRODUCTION",
            "staging,       NORMAL,      STAGING",
            "prod,          DEVELOPMENT, PRODUCTION",
            "staging,       DEVELOPMENT, STAGING",
            "dev,           NORMAL,      DEVELOPMENT",
            "mine,          DEVELOPMENT, DEVELOPMENT",
            "mine,          TEST,        TEST",
            "mine,          NORMAL,      PRODUCTION",
            "mine;staging,  NORMAL,      STAGING",
            "prod;dev,      DEVELOPMENT, PRODUCTION",
    })
    void theProfileDecidesAndElseTheStart(String profiles, LaunchMode mode, Environment expected) {
        assertThat(Environments.of(List.of(profiles.split(";")), mode)).isEqualTo(expected);
    }
}
