package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.Map;

import io.quarkiverse.strata.RequestSettings;
import io.quarkiverse.strata.TransactionOptions;

/**
 * How transactions are sent.
 *
 * @param pipelineBegin which first statements go together with BEGIN
 * @param outcomeLimit how long the server is asked what became of a COMMIT without an answer; zero for not at all
 * @param request what the server is told of requests; null for nothing
 * @param streams what bounds streams that have a transaction of their own
 */
public record SessionSettings(PipelineBegin pipelineBegin, Duration outcomeLimit, RequestSettings request,
        StreamLimits streams) {

    private static final Duration OUTCOME_LIMIT = Duration.ofSeconds(10);

    /** With the default limits, and nothing told of requests. */
    public static SessionSettings of(PipelineBegin pipelineBegin) {
        return new SessionSettings(pipelineBegin, OUTCOME_LIMIT, null, StreamLimits.DEFAULT);
    }

    /** With another limit of asking what became of a COMMIT. */
    public SessionSettings withOutcomeLimit(Duration limit) {
        return new SessionSettings(pipelineBegin, limit, request, streams);
    }

    /** With something told of requests. */
    public SessionSettings withRequest(RequestSettings told) {
        return new SessionSettings(pipelineBegin, outcomeLimit, told, streams);
    }

    /** With other limits of streams. */
    public SessionSettings withStreams(StreamLimits limits) {
        return new SessionSettings(pipelineBegin, outcomeLimit, request, limits);
    }

    boolean asksForOutcomes() {
        return !outcomeLimit.isZero();
    }

    /** Options with what is told of a request, where they don't say it themselves. */
    static TransactionOptions with(TransactionOptions asked, Map<String, String> ofRequest) {
        TransactionOptions all = asked;
        for (Map.Entry<String, String> setting : ofRequest.entrySet()) {
            if (!asked.hasSetting(setting.getKey())) {
                all = all.withSetting(setting.getKey(), setting.getValue());
            }
        }
        return all;
    }
}
