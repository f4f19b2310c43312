package io.quarkiverse.strata.insight;

import java.time.Duration;

/**
 * What one statement has cost since the start or the last reset. Statements with the same text are one, whatever their values.
 *
 * @param dataSource the datasource's name
 * @param statement its text
 * @param tag the last name that a caller gave it, null for none
 * @param calls how often it ran, failures included
 * @param failures how often it failed
 * @param rows how many rows came or were touched in all
 * @param total the time of all runs
 * @param min the shortest
 * @param max the longest
 * @param p50 half of the runs took no longer; percentiles are off by at most 7 %
 * @param p95 95 % of the runs took no longer
 * @param p99 99 % of the runs took no longer
 * @param waited the part of the total that went into waiting for a connection, or for its turn in a transaction
 * @param server the part that went into the server and the network
 * @param mapping the part that went into making results of the rows
 * @param callSite where in the application it was made last, {@code class.method:line}; null when nobody looked
 */
public record QueryStats(String dataSource, String statement, String tag, long calls, long failures, long rows, Duration total,
        Duration min, Duration max, Duration p50, Duration p95, Duration p99, Duration waited, Duration server,
        Duration mapping, String callSite) {

    /** The mean time of a run. */
    public Duration mean() {
        return calls == 0 ? Duration.ZERO : total.dividedBy(calls);
    }
}
