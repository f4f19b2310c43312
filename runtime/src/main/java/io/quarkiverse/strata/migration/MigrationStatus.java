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
 */
public record MigrationStatus(String id, String description, MigrationKind kind, State state, int batch,
        OffsetDateTime executedAt, Duration duration, String executedBy) {

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
        /** Began outside a transaction and didn't come to its end. */
        INTERRUPTED
    }
}
