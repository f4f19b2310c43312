package io.quarkiverse.strata.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.testing.Statements;
import io.quarkiverse.strata.testing.Unis;
import io.smallrye.mutiny.Uni;

/** Where no application is in the JVM, as in integration tests. */
class TestApplicationTest {

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> Unis.await(() -> Uni.createFrom().item(1))).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "STRATA-2701: Unis.await(…) needs the application in the JVM of the test, as @QuarkusTest starts it. A "
                                + "@QuarkusIntegrationTest has it in another process: don't let it inherit tests that need this.");
        assertThatThrownBy(() -> Statements.recorded(() -> {
        })).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("STRATA-2701: Statements.recorded(…) needs ");
        assertThatThrownBy(() -> TestApplication.databases("@RollbackAfterTest")).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("STRATA-2701: @RollbackAfterTest needs ");
    }
}
