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
 * @param streams what bounds streams that have a transaction of their own
 */
public record SessionSettings(PipelineBegin pipelineBegin, Duration outcomeLimit, TransactionCustomizer customizer,
        StreamLimits streams) {

    private static final Duration OUTCOME_LIMIT = Duration.ofSeconds(10);

    /** With the default limit, and nothing added. */
    public static SessionSettings of(PipelineBegin pipelineBegin) {
        return new SessionSettings(pipelineBegin, OUTCOME_LIMIT, null, StreamLimits.DEFAULT);
    }

    /** With another limit of asking what became of a COMMIT. */
    public SessionSettings withOutcomeLimit(Duration limit) {
        return new SessionSettings(pipelineBegin, limit, customizer, streams);
    }

    /** With something added to each transaction. */
    public SessionSettings withCustomizer(TransactionCustomizer added) {
        return new SessionSettings(pipelineBegin, outcomeLimit, added, streams);
    }

    /** With other limits of streams. */
    public SessionSettings withStreams(StreamLimits limits) {
        return new SessionSettings(pipelineBegin, outcomeLimit, customizer, limits);
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
