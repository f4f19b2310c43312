package io.quarkiverse.strata.runtime.devui;

import java.util.List;

import io.quarkiverse.strata.migration.MigrationReport;

/**
 * How an attempt to migrate or to roll back ended.
 *
 * @param done what was run or undone, in order; empty on failure, where the status tells
 * @param failure or null
 */
public record MigrationOutcome(List<Done> done, FailureView failure) {

    public MigrationOutcome {
        done = List.copyOf(done);
    }

    /** A migration and how long it took. */
    public record Done(String id, String description, long millis) {
    }

    static MigrationOutcome of(MigrationReport report) {
        return new MigrationOutcome(report.migrations().stream()
                .map(run -> new Done(run.id(), run.description(), run.duration().toMillis())).toList(), null);
    }

    static MigrationOutcome of(Throwable failure) {
        return new MigrationOutcome(List.of(), FailureView.of(failure));
    }
}
