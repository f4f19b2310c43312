package io.quarkiverse.strata.migration;

import java.time.Duration;
import java.time.OffsetDateTime;

import io.vertx.sqlclient.Row;

/** A row of the history table. */
record HistoryRow(String id, String description, MigrationKind kind, String checksum, int format, int batch, boolean finished,
        int steps, int stepsDone, OffsetDateTime executedAt, Duration duration, String executedBy) {

    static HistoryRow of(Row row) {
        Long micros = row.getLong("duration_us");
        return new HistoryRow(row.getString("id"), row.getString("description"),
                MigrationKind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)), row.getString("checksum"),
                row.getInteger("format"), row.getInteger("batch"), row.getBoolean("finished"), row.getInteger("steps"),
                row.getInteger("steps_done"), row.getOffsetDateTime("executed_at"),
                micros == null ? null : Duration.ofNanos(micros * 1000), row.getString("executed_by"));
    }
}
