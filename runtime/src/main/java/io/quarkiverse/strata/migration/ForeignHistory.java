package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.literal;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

import io.quarkiverse.strata.migration.HistoryImport.Tool;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;

/** Reads what Flyway and Liquibase noted. */
record ForeignHistory(MigrationSession session, HistoryImport source) {

    /**
     * Something that ran.
     *
     * @param label as its tool names it
     * @param id the number that it begins with, or null
     * @param file the name of its file without directories, or null
     * @param checksum Flyway's, or null
     * @param baseline whether everything up to it counts as run
     */
    record Entry(String label, MigrationId id, String file, OffsetDateTime at, String by, Long millis, Integer checksum,
            boolean baseline) {

        /** Whether it is this migration. Trailing zeros of a version don't count: 1.0 is 1. */
        boolean is(MigrationDefinition migration) {
            return id != null && plain(id).equals(plain(MigrationId.of(migration.id())))
                    || file != null && file.equals(migration.source().substring(migration.source().lastIndexOf('/') + 1));
        }
    }

    Future<List<Entry>> read() {
        String table = literal(source.table());
        return session.send("SELECT to_regclass(" + table + ")::text AS found, to_regclass(" + literal(source.table() + "lock")
                + ")::text AS lock").compose(rows -> {
                    Row row = rows.iterator().next();
                    String found = row.getString("found");
                    return found == null ? Future.failedFuture(refused("there is no table " + source.table()
                            + ": say where it is, --table schema.name or HistoryImport.table(\"schema.name\")"))
                            : source.tool() == Tool.FLYWAY ? flyway(found) : liquibase(found, row.getString("lock"));
                });
    }

    private Future<List<Entry>> flyway(String table) {
        return session
                .send("SELECT version, description, type, script, checksum, installed_by, installed_on::timestamptz AS at,"
                        + " execution_time::bigint AS millis, success FROM " + table + " ORDER BY installed_rank")
                .map(rows -> {
                    List<Entry> entries = new ArrayList<>();
                    Wire.list(rows).forEach(row -> flyway(row, entries));
                    return entries;
                });
    }

    /** In the order in which they were noted: what was undone or deleted goes again. */
    private void flyway(Row row, List<Entry> entries) {
        String type = row.getString("type");
        String label = row.getString("script");
        if (!row.getBoolean("success")) {
            throw refused(label + " failed: complete or remove it, and run Flyway's repair");
        }
        if (row.getString("version") == null) {
            return;
        }
        MigrationId version = MigrationId.of(row.getString("version"));
        if (type.startsWith("UNDO") || type.equals("DELETE")) {
            entries.removeIf(entry -> plain(entry.id()).equals(plain(version)));
            return;
        }
        entries.add(new Entry(label, version, null, row.getOffsetDateTime("at"), row.getString("installed_by"),
                row.getLong("millis"), row.getInteger("checksum"), type.endsWith("BASELINE")));
    }

    private Future<List<Entry>> liquibase(String table, String lock) {
        Future<Boolean> busy = lock == null ? Future.succeededFuture(false)
                : session.send("SELECT coalesce(bool_or(locked), false) FROM " + lock)
                        .map(rows -> rows.iterator().next().getBoolean(0));
        return busy.compose(locked -> locked
                ? Future.failedFuture(refused("Liquibase is running, or was stopped: its table " + lock
                        + " says locked. Wait, or run its releaseLocks"))
                : session.send("SELECT id, author, filename, dateexecuted::timestamptz AS at FROM " + table
                        + " WHERE exectype NOT IN ('FAILED', 'SKIPPED') ORDER BY orderexecuted")
                        .map(rows -> Wire.list(rows).stream().map(ForeignHistory::liquibase).toList()));
    }

    private static Entry liquibase(Row row) {
        String file = row.getString("filename");
        String id = row.getString("id");
        return new Entry(file + "::" + id + "::" + row.getString("author"),
                id.matches("\\d{1,18}([._]\\d{1,18})*") ? MigrationId.of(id) : null,
                file.substring(file.lastIndexOf('/') + 1), row.getOffsetDateTime("at"), row.getString("author"), null, null,
                false);
    }

    /** Flyway's checksum of a file: its lines without their ends. */
    static int checksum(String file) {
        CRC32 crc = new CRC32();
        file.replace("\uFEFF", "").lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }

    RuntimeException refused(String why) {
        return session.failures().of("STRATA-3227", "the history of " + (source.tool() == Tool.FLYWAY ? "Flyway" : "Liquibase")
                + " can't be imported into datasource " + session.options().dataSource() + ", nothing was changed: " + why,
                null,
                null);
    }

    private static List<Long> plain(MigrationId id) {
        int size = id.numbers().size();
        while (size > 1 && id.numbers().get(size - 1) == 0) {
            size--;
        }
        return id.numbers().subList(0, size);
    }
}
