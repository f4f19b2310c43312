package io.quarkiverse.strata.insight;

import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.execution.StatementRun;

/**
 * One statement that ran, without its values.
 *
 * @param dataSource the datasource's name
 * @param statement its text
 * @param tag the name that its caller gave it, null for none
 * @param callSite where in the application it was made, {@code class.method:line}; null when nobody looked
 * @param endedAt when it was over, by this machine's clock
 * @param waited how long it waited for a connection, for its turn, for its transaction's BEGIN to be sent
 * @param server how long the server and the network took
 * @param mapping how long making results of the rows took
 * @param rows how many rows came or were touched, -1 without an answer
 * @param inTransaction whether it ran in a transaction or on a lent connection
 * @param failure what it failed with, the code or the class; null when it didn't
 */
public record QueryRun(String dataSource, String statement, String tag, String callSite, Instant endedAt, Duration waited,
        Duration server, Duration mapping, int rows, boolean inTransaction, String failure) {

    /** All of its time. */
    public Duration total() {
        return waited.plus(server).plus(mapping);
    }

    static QueryRun of(StatementRun run, String text) {
        return new QueryRun(run.dataSource(), text, run.options().tag(), run.options().callSite(), Instant.now(),
                Duration.ofNanos(run.waited()), Duration.ofNanos(run.answered()), Duration.ofNanos(run.mapped()), run.rows(),
                run.inTransaction(), run.failure() == null ? null : name(run.failure()));
    }

    private static String name(Throwable failure) {
        return failure instanceof DatabaseException known ? known.code() + " " + failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName();
    }
}
