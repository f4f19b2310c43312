package io.quarkiverse.strata.migration;

import java.time.Duration;
import java.util.List;

/**
 * What was run or undone, in order.
 *
 * @param migrations never null
 */
public record MigrationReport(List<Run> migrations) {

    public MigrationReport {
        migrations = List.copyOf(migrations);
    }

    /** A migration and how long it took. */
    public record Run(String id, String description, Duration duration) {
    }
}
