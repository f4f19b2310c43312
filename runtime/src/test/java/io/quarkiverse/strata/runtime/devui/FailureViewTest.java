package io.quarkiverse.strata.runtime.devui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.ErrorDetails;
import io.quarkiverse.strata.MigrationException;

class FailureViewTest {

    @Test
    void theStatementDividesWhatHappenedFromWhatToDo() {
        ErrorDetails details = new ErrorDetails("STRATA-3210", "<default>", "42P07", null, null, null, "CREATE TABLE a\n()");
        assertThat(FailureView.of(new MigrationException("migration 1 failed: it exists\nCREATE TABLE a\n()\nNothing was kept.",
                "1", details, null))).isEqualTo(new FailureView("STRATA-3210", "migration 1 failed: it exists",
                        "CREATE TABLE a\n()", "Nothing was kept.", "42P07", "1"));
    }

    @Test
    void withoutAStatementTheMessageStaysWhole() {
        assertThat(FailureView.of(new DatabaseException("it is down. Start it", ErrorDetails.of("STRATA-3217"), null)))
                .isEqualTo(new FailureView("STRATA-3217", "it is down. Start it", null, null, null, null));
    }

    @Test
    void otherExceptionsMayBringACode() {
        assertThat(FailureView.of(new IllegalStateException("STRATA-3219: changed\nmeanwhile")))
                .isEqualTo(new FailureView("STRATA-3219", "changed\nmeanwhile", null, null, null, null));
        assertThat(FailureView.of(new IllegalStateException("odd")).message()).isEqualTo("odd");
        assertThat(FailureView.of(new IllegalStateException()).message()).isEqualTo("java.lang.IllegalStateException");
    }
}
