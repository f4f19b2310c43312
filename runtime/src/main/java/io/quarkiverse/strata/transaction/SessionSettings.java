package io.quarkiverse.strata.transaction;

import java.time.Duration;

/**
 * How transactions are sent.
 *
 * @param pipelineBegin which first statements go together with BEGIN
 * @param outcomeLimit how long the server is asked what became of a COMMIT without an answer; zero for not at all
 */
public record SessionSettings(PipelineBegin pipelineBegin, Duration outcomeLimit) {

    private static final Duration OUTCOME_LIMIT = Duration.ofSeconds(10);

    /** With the default limit. */
    public static SessionSettings of(PipelineBegin pipelineBegin) {
        return new SessionSettings(pipelineBegin, OUTCOME_LIMIT);
    }

    boolean asksForOutcomes() {
        return !outcomeLimit.isZero();
    }
}
