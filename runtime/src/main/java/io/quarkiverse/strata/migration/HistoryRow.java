package io.quarkiverse.strata.migration;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.vertx.sqlclient.Row;

/**
 * A row of the history table. A table that an older Strata made lacks some of its columns until the next migration.
 *
 * @param undoing whether what isn't finished is being undone; null where an older Strata began it, which didn't tell
 * @param origin who says that it ran, null where Strata ran it
 * @param reason why it is taken as right, null where nobody accepted it
 * @param absent whether the application may do without it
 * @param compatible whether an older application may run when it has run
 * @param step the step that was begun and hasn't been found done, or null
 */
record HistoryRow(String id, String description, MigrationKind kind, String checksum, int format, int batch, boolean finished,
        int steps, int stepsDone, OffsetDateTime executedAt, Duration duration, String executedBy, Boolean undoing,
        String origin, String reason, boolean absent, boolean compatible, BegunStep step) {

    /**
     * A statement outside a transaction that was sent.
     *
     * @param backend the process that it was sent to
     * @param backendStarted when that process began, which tells it from others of that number
     * @param indexes the indexes that it can't have made
     */
    record BegunStep(int backend, OffsetDateTime backendStarted, List<Long> indexes) {
    }

    static HistoryRow of(Row row) {
        Long micros = row.getLong("duration_us");
        return new HistoryRow(row.getString("id"), row.getString("description"),
                MigrationKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("checksum"),
                row.getInteger("format"), row.getInteger("batch"), row.getBoolean("finished"), row.getInteger("steps"),
                row.getInteger("steps_done"), row.getOffsetDateTime("executed_at"),
                micros == null ? null : Duration.ofNanos(micros * 1000), row.getString("executed_by"),
                has(row, "undoing") ? row.getBoolean("undoing") : null,
                has(row, "origin") ? row.getString("origin") : null, has(row, "reason") ? row.getString("reason") : null,
                is(row, "absent"), is(row, "compatible"), step(row));
    }

    private static BegunStep step(Row row) {
        if (!has(row, "step_backend") || row.getInteger("step_backend") == null) {
            return null;
        }
        return new BegunStep(row.getInteger("step_backend"), row.getOffsetDateTime("step_backend_started"),
                Stream.of(row.getString("step_indexes").split(" ")).filter(oid -> !oid.isEmpty()).map(Long::valueOf).toList());
    }

    private static boolean is(Row row, String column) {
        return has(row, column) && Boolean.TRUE.equals(row.getBoolean(column));
    }

    private static boolean has(Row row, String column) {
        return row.getColumnIndex(column) >= 0;
    }
}
