package io.quarkiverse.strata.runtime.devui;

import java.time.Duration;
import java.time.OffsetDateTime;

import io.quarkiverse.strata.migration.MigrationScript;
import io.quarkiverse.strata.migration.MigrationStatus;

/**
 * A line of the migrations' table. Times are null for what hasn't run.
 *
 * @param kind {@code JAVA} or {@code SQL}
 * @param source the class or the file, or null when it isn't in the application
 * @param state the name of a {@link MigrationStatus.State}
 * @param appliedAt milliseconds since 1970
 * @param micros how long it took
 * @param reversible whether {@code down} exists and brings back what was there
 * @param note why it can't be undone, or what undoing it doesn't bring back, or null
 */
public record MigrationRow(String id, String description, String kind, String source, String state, int batch,
        Long appliedAt, Long micros, String appliedBy, Reversible reversible, String note) {

    /** What undoing a migration would do. */
    public enum Reversible {
        /** It brings back what was there. */
        YES,
        /** It brings back the shape without the data. */
        LOSSY,
        /** It can't be undone. */
        NO,
        /** The migration isn't in this application. */
        UNKNOWN
    }

    /**
     * @param script its statements, or null when it isn't in the application
     */
    static MigrationRow of(MigrationStatus status, MigrationScript script) {
        OffsetDateTime at = status.executedAt();
        Duration duration = status.duration();
        return new MigrationRow(status.id(), status.description(), status.kind().name(),
                script == null ? null : script.definition().source(), status.state().name(), status.batch(),
                at == null ? null : at.toInstant().toEpochMilli(), duration == null ? null : duration.toNanos() / 1000,
                status.executedBy(), reversible(script), note(script));
    }

    private static Reversible reversible(MigrationScript script) {
        if (script == null) {
            return Reversible.UNKNOWN;
        }
        if (script.irreversible() != null) {
            return Reversible.NO;
        }
        return script.losses().isEmpty() ? Reversible.YES : Reversible.LOSSY;
    }

    private static String note(MigrationScript script) {
        if (script == null) {
            return null;
        }
        return script.losses().isEmpty() ? script.irreversible() : String.join(", ", script.losses());
    }
}
