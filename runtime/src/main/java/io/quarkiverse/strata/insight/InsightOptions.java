package io.quarkiverse.strata.insight;

import java.time.Duration;

/**
 * How closely a datasource is looked at.
 *
 * @param slowThreshold from here on a run is slow
 * @param alertThreshold from here on it raises an alert
 * @param logSlow whether slow runs are logged
 * @param logInterval how much time there is at least between two log lines of one statement
 * @param plans whether slow statements get their plan
 * @param callSites for which calls it is found out where they are made
 * @param repeats how often a statement may run in one request without a warning, 0 for any number
 * @param maxStatements how many statements have statistics
 * @param recentRuns how many runs are kept
 */
public record InsightOptions(Duration slowThreshold, Duration alertThreshold, boolean logSlow, Duration logInterval,
        boolean plans, CallSiteMode callSites, int repeats, int maxStatements, int recentRuns) {

    /** How many slow runs are kept. */
    static final int SLOW_RUNS = 50;
}
