package io.quarkiverse.strata.insight;

import java.util.List;

import io.quarkiverse.strata.Plan;

/**
 * A run that took longer than {@code quarkus.strata.insight.slow-threshold}.
 *
 * @param run the run
 * @param plan the statement's generic plan, asked for afterwards; null while it isn't there, or where none is asked for
 * @param advice indexes that the plan lacks, empty for none
 */
public record SlowQuery(QueryRun run, Plan plan, List<IndexAdvice> advice) {

    public SlowQuery {
        advice = List.copyOf(advice);
    }
}
