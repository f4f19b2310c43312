package io.quarkiverse.strata.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.migration.ForeignHistory.Entry;
import io.vertx.core.Future;
import io.vertx.sqlclient.RowSet;

/** Changes the history while the lock is held, and nothing else of the database. */
record HistoryKeeping(MigrationSession session, MigrationSet set) {

    private static final Logger LOG = Logger.getLogger(HistoryKeeping.class);
    private static final int NAMED = 10;

    Future<List<String>> baseline(String id) {
        return empty().compose(rows -> {
            Map<MigrationDefinition, Entry> taken = new LinkedHashMap<>();
            upTo(id).forEach(migration -> taken.put(migration, null));
            return adopt(taken, "baseline");
        });
    }

    Future<List<String>> importFrom(HistoryImport source) {
        ForeignHistory foreign = new ForeignHistory(session, source);
        return empty().compose(rows -> foreign.read()).compose(entries -> {
            Map<MigrationDefinition, Entry> taken = matched(foreign, entries);
            return adopt(taken, source.tool().name().toLowerCase(java.util.Locale.ROOT));
        });
    }

    private Map<MigrationDefinition, Entry> matched(ForeignHistory foreign, List<Entry> entries) {
        List<MigrationDefinition> given = foreign.source().upTo() == null ? List.of() : upTo(foreign.source().upTo());
        List<Entry> unknown = new ArrayList<>(entries);
        Map<MigrationDefinition, Entry> taken = new LinkedHashMap<>();
        for (KnownMigration known : set.inOrder()) {
            MigrationDefinition migration = known.definition();
            List<Entry> ran = entries.stream().filter(entry -> entry.is(migration)).toList();
            unknown.removeAll(ran);
            boolean below = entries.stream().anyMatch(entry -> entry.baseline()
                    && MigrationId.of(migration.id()).compareTo(entry.id()) <= 0);
            if (!ran.isEmpty() && !given.contains(migration)) {
                compare(foreign, known, ran.get(ran.size() - 1));
            }
            if (!ran.isEmpty() || below || given.contains(migration)) {
                taken.put(migration, ran.isEmpty() ? null : ran.get(ran.size() - 1));
            }
        }
        unknown.removeIf(Entry::baseline);
        if (!unknown.isEmpty() && given.isEmpty()) {
            throw foreign.refused(unknown.size() + " of its " + entries.size()
                    + " entries are no migrations of this application: "
                    + unknown.stream().limit(NAMED).map(Entry::label).collect(Collectors.joining(", "))
                    + (unknown.size() > NAMED ? ", …" : "")
                    + ". Put them into db/migration, or write a migration that makes what"
                    + " they made, and say which is the last one that has run: --up-to ID or HistoryImport.upTo(\"ID\")");
        }
        return taken;
    }

    private static void compare(ForeignHistory foreign, KnownMigration known, Entry ran) {
        String text = known.text();
        if (text != null && ran.checksum() != null && ForeignHistory.checksum(text) != ran.checksum()) {
            throw foreign.refused(known.definition().source() + " has changed since it was run on " + ran.at()
                    + ": put it back as it was, or say --up-to ID or HistoryImport.upTo(\"ID\") to take it as run");
        }
    }

    /** In the order in which they would run. */
    private List<MigrationDefinition> upTo(String id) {
        KnownMigration last = set.get(MigrationId.of(id).toString());
        if (last == null) {
            throw misuse("migration " + id + " isn't in this application: see db status for those that are");
        }
        List<MigrationDefinition> all = set.definitions();
        return all.subList(0, all.indexOf(last.definition()) + 1);
    }

    private Future<List<String>> adopt(Map<MigrationDefinition, Entry> taken, String origin) {
        if (taken.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        String inserts = taken.entrySet().stream().map(each -> session.history().adopt(each.getKey(), origin, each.getValue()))
                .collect(Collectors.joining("; "));
        return committed(inserts).map(done -> taken.keySet().stream().map(MigrationDefinition::id).toList())
                .onSuccess(ids -> LOG.infof("Noted %d migrations of datasource %s as run (%s)", ids.size(),
                        session.options().dataSource(), origin));
    }

    private Future<RowSet<io.vertx.sqlclient.Row>> committed(String sql) {
        return session.send("BEGIN; " + session.lock().proof() + "; " + sql + "; COMMIT").recover(
                failure -> session.send("ROLLBACK").otherwiseEmpty().compose(done -> Future.failedFuture(failure)));
    }

    private Future<Void> empty() {
        return rows().compose(rows -> rows.isEmpty() ? session.send("RESET ALL; "
                + session.settings(false, java.time.Duration.ZERO)).<Void> mapEmpty()
                : Future.failedFuture(session.failures().of("STRATA-3229", "the history table " + session.history().table()
                        + " of datasource " + session.options().dataSource() + " has " + rows.size()
                        + (rows.size() == 1 ? " row" : " rows") + " already, nothing was changed: a baseline or another tool's"
                        + " history is for an empty one. To note a single migration as run: db accept ID --reason …", null,
                        null)));
    }

    private Future<List<HistoryRow>> rows() {
        return session.send(session.history().rows()).map(rows -> Wire.list(rows).stream().map(HistoryRow::of).toList());
    }

    Future<Void> accept(String id, String reason) {
        if (reason == null || reason.isBlank()) {
            throw misuse("an accepted migration needs a reason, for those who look at the history later: --reason \"…\"");
        }
        return rows().compose(rows -> {
            String key = MigrationId.of(id).toString();
            Standing standing = new Standing(set, rows, session.history());
            MigrationStatus status = standing.statuses().stream().filter(each -> each.id().equals(key)).findFirst()
                    .orElseThrow(() -> misuse("neither the application nor the history has a migration " + key));
            KnownMigration known = set.get(key);
            MigrationDefinition definition = known == null ? null : known.definition();
            if (known == null && status.state() == MigrationStatus.State.INTERRUPTED) {
                throw misuse("migration " + standing.interruption(key) + " and isn't in this application, so it can't be"
                        + " called done: start the version of the application that has it, or put it back");
            }
            String change = switch (status.state()) {
                case PENDING -> session.history().adopt(definition, "accepted", null) + "; "
                        + session.history().accepted(key, definition, reason);
                case CHANGED, MISSING, INTERRUPTED -> session.history().accepted(key, definition, reason);
                default -> throw misuse("migration " + key + " is " + status.state() + ", there is nothing to accept");
            };
            return committed(change).<Void> mapEmpty()
                    .onSuccess(done -> LOG.infof("Accepted migration %s of datasource %s, which"
                            + " was %s: %s", key, session.options().dataSource(), status.state(), reason));
        });
    }

    /** Forgets what was interrupted and certainly did nothing, and drops the INVALID index that it left. */
    Future<List<String>> repair() {
        return rows().compose(rows -> Wire.inTurn(rows.stream().filter(row -> !row.finished() && row.stepsDone() == 0
                && row.undoing() != null).toList(), this::forget))
                .map(ids -> ids.stream().filter(Objects::nonNull).toList());
    }

    /** Null where its first statement was sent and may be done. */
    private Future<String> forget(HistoryRow row) {
        MigrationDefinition definition = new MigrationDefinition(row.id(), row.description(), row.kind(),
                session.history().table(), row.checksum(), List.of());
        String undo = row.undoing() ? session.history().accept(row.id()) : session.history().forget(row.id());
        Future<Boolean> clean = row.step() == null ? Future.succeededFuture(true)
                : new StepRepair(session, definition, null).dropInvalidSince(row.step());
        return clean.compose(nothing -> {
            if (nothing) {
                return committed(undo).map(row.id());
            }
            LOG.warnf("Migration %s %s of datasource %s stays interrupted: its first statement was sent and may be done."
                    + " db migrate goes on with it, or asks with STRATA-3209", row.id(), row.description(),
                    session.options().dataSource());
            return Future.succeededFuture();
        });
    }

    private RuntimeException misuse(String why) {
        return session.failures().of("STRATA-3228", "datasource " + session.options().dataSource() + ": " + why
                + ". Nothing was changed", null, null);
    }
}
