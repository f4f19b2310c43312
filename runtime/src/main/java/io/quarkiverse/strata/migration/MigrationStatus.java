package io.quarkiverse.strata.migration;

import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * Where one migration stands.
 *
 * @param id its id
 * @param description what people read
 * @param batch the number of the run that applied it, 0 when it is pending
 * @param executedAt when it ran by the server's clock, or null
 * @param duration how long it took, or null
 * @param executedBy the database role that ran it, or null
 * @param reason why it was accepted as it is, null where nobody did
 */
public record MigrationStatus(String id, String description, MigrationKind kind, State state, int batch,
        OffsetDateTime executedAt, Duration duration, String executedBy, String reason) {

    /** Where a migration stands. */
    public enum State {
        /** To be run. */
        PENDING,
        /** Run, and as it was then. */
        APPLIED,
        /** Run, and different now. */
        CHANGED,
        /** Run, and not in this application. */
        MISSING,
        /** Run by a newer version of the application, and marked as compatible with older ones. */
        FUTURE,
        /** Run, not in this application, and accepted so. */
        ACCEPTED,
        /** It runs in steps, and didn't come to its end. */
        INTERRUPTED;

        /** Whether the history and the application contradict each other here, or something was left halfway. */
        public boolean isWrong() {
            return this == CHANGED || this == MISSING || this == INTERRUPTED;
        }
    }
}
