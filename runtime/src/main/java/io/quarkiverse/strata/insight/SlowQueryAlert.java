package io.quarkiverse.strata.insight;

import java.time.Duration;

/**
 * Fired as an asynchronous CDI event for each run that took longer than {@code quarkus.strata.insight.alert-threshold}.
 *
 * <pre>{@code
 * void page(@ObservesAsync SlowQueryAlert alert) { … }
 * }</pre>
 *
 * @param run the run
 * @param threshold the limit that it broke
 */
public record SlowQueryAlert(QueryRun run, Duration threshold) {
}
