package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.Objects;

import io.quarkiverse.strata.TransactionCustomizer;
import io.quarkiverse.strata.TransactionOptions;

/**
 * How transactions are sent.
 *
 * @param pipelineBegin which first statements go together with BEGIN
 * @param outcomeLimit how long the server is asked what became of a COMMIT without an answer; zero for not at all
 * @param customizer what the request adds to each transaction; null for nothing
 */
public record SessionSettings(PipelineBegin pipelineBegin, Duration outcomeLimit, TransactionCustomizer customizer) {

    private static final Duration OUTCOME_LIMIT = Duration.ofSeconds(10);

    /** With the default limit, and nothing added. */
    public static SessionSettings of(PipelineBegin pipelineBegin) {
        return new SessionSettings(pipelineBegin, OUTCOME_LIMIT, null);
    }

    boolean asksForOutcomes() {
        return !outcomeLimit.isZero();
    }

    /** What the request adds to a statement that is in no transaction. */
    TransactionOptions alone() {
        return customized(TransactionOptions.defaults());
    }

    /** With what the request adds. */
    TransactionOptions customized(TransactionOptions asked) {
        return customizer == null ? asked
                : Objects.requireNonNull(customizer.customize(asked),
                        () -> "STRATA-2443: " + customizer.getClass().getName()
                                + ".customize returned null instead of options");
    }
}
