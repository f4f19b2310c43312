package io.quarkiverse.strata.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.migration.MigrationStatus.State;

/** The application's migrations compared with the history table. */
final class Standing {

    private final MigrationSet set;
    private final List<HistoryRow> rows;
    private final History history;
    private final Map<String, HistoryRow> byId = new LinkedHashMap<>();

    Standing(MigrationSet set, List<HistoryRow> rows, History history) {
        this.history = history;
        this.set = set;
        this.rows = rows;
        rows.forEach(row -> byId.put(row.id(), row));
    }

    /** What hasn't run or was interrupted, in order, whatever else is wrong. */
    List<KnownMigration> pending() {
        return set.inOrder().stream().filter(migration -> {
            HistoryRow row = row(migration);
            return row == null || !row.finished();
        }).toList();
    }

    /** Null where it hasn't run. */
    HistoryRow row(KnownMigration migration) {
        return byId.get(migration.definition().id());
    }

    /** How far a migration came that isn't finished. */
    String interruption(String id) {
        HistoryRow row = byId.get(id);
        return row.id() + " " + row.description() + " was interrupted at statement " + row.stepsDone() + " of " + row.steps();
    }

    int nextBatch() {
        return 1 + rows.stream().mapToInt(HistoryRow::batch).max().orElse(0);
    }

    List<MigrationStatus> statuses() {
        List<MigrationStatus> statuses = new ArrayList<>();
        for (HistoryRow row : rows) {
            statuses.add(new MigrationStatus(row.id(), row.description(), row.kind(), state(row), row.batch(), row.executedAt(),
                    row.duration(), row.executedBy(), row.reason()));
        }
        for (KnownMigration migration : pending()) {
            if (row(migration) != null) {
                continue;
            }
            MigrationDefinition definition = migration.definition();
            statuses.add(new MigrationStatus(definition.id(), definition.description(), definition.kind(), State.PENDING, 0,
                    null, null, null, null));
        }
        return List.copyOf(statuses);
    }

    private State state(HistoryRow row) {
        KnownMigration known = set.get(row.id());
        if (!row.finished()) {
            return State.INTERRUPTED;
        }
        if (known == null) {
            return row.absent() ? State.ACCEPTED : isFuture(row) ? State.FUTURE : State.MISSING;
        }
        return known.definition().checksum().equals(row.checksum()) ? State.APPLIED : State.CHANGED;
    }

    /** It comes behind all that this application has. */
    private boolean isFuture(HistoryRow row) {
        MigrationId id = MigrationId.of(row.id());
        return row.compatible() && set.definitions().stream().allMatch(known -> MigrationId.of(known.id()).compareTo(id) < 0);
    }

    /** Refuses to go on where the history and the application contradict each other. */
    void check(MigratorOptions options, Failures failures) {
        String where = " of datasource " + options.dataSource();
        for (HistoryRow row : rows) {
            if (row.format() > Checksums.FORMAT) {
                throw failures.of("STRATA-3205", "the history table " + history.table() + where
                        + " was written by a newer Strata: migration " + row.id() + " has format " + row.format()
                        + ", this one knows " + Checksums.FORMAT + ". Use that version", row.id(), null);
            }
        }
        for (HistoryRow row : rows) {
            KnownMigration known = set.get(row.id());
            if (known == null && row.finished() && (row.absent() || isFuture(row))) {
                continue;
            }
            if (known == null && !row.finished()) {
                throw failures.of("STRATA-3204",
                        "migration " + interruption(row.id()) + where + " and isn't in this application:"
                                + " start the version of the application that has it, or put it back",
                        row.id(), null);
            }
            if (known == null) {
                throw failures.of("STRATA-3204", "migration " + row.id() + " " + row.description() + where + " was run on "
                        + row.executedAt() + " and isn't in this application: put it back, or start the version of the"
                        + " application that has it. If that is right: db accept " + row.id() + " --reason …", row.id(),
                        null);
            }
            checkInterrupted(row, false, failures);
            if (!known.definition().checksum().equals(row.checksum())) {
                throw failures.of("STRATA-3203", "migration " + known.definition().label() + where
                        + " has changed since it was run on " + row.executedAt()
                        + ": undo the change, and put what shall be different into a new migration. If it is right as it is: db"
                        + " accept " + row.id() + " --reason …", row.id(), null);
            }
        }
        if (!options.outOfOrder()) {
            checkOrder(where, failures);
        }
    }

    /** What was interrupted goes on where it goes the same way and means the same as it did. */
    private void checkInterrupted(HistoryRow row, boolean undo, Failures failures) {
        if (row.finished()) {
            return;
        }
        KnownMigration known = set.get(row.id());
        if (row.undoing() == null) {
            throw failures.interrupted(row, history, "An older Strata ran it, which didn't note how to go on. ");
        }
        if (row.undoing() != undo) {
            throw failures.interrupted(row, history, undo ? "To go on with it, migrate. To give it up: "
                    : "It was being rolled back; to go on with that, roll back again. Else: ");
        }
        if (known != null && !known.definition().checksum().equals(row.checksum())) {
            throw failures.interrupted(row, history, "It has changed since; to go on with it, put it back as it was. "
                    + (row.stepsDone() == 0 ? "To begin anew: db repair. " : "") + "Else: ");
        }
    }

    private void checkOrder(String where, Failures failures) {
        MigrationDefinition late = null;
        for (MigrationDefinition definition : set.definitions()) {
            boolean applied = byId.containsKey(definition.id());
            if (!applied && late == null && !mayBeLate(definition)) {
                late = definition;
            } else if (applied && late != null) {
                throw failures.of("STRATA-3214", "migration " + late.label() + where + " hasn't run, and "
                        + definition.label() + ", which comes behind it, has: give it a later id, or set"
                        + " quarkus.strata.migration.out-of-order=true to run it now", late.id(), null);
            }
        }
    }

    /** It says what it needs, and nothing that has run needs it. */
    private boolean mayBeLate(MigrationDefinition migration) {
        return !migration.dependencies().isEmpty() && set.definitions().stream().noneMatch(
                other -> byId.containsKey(other.id()) && other.dependencies().contains(migration.id()));
    }

    /** The migrations to undo, the last one first. */
    List<HistoryRow> toUndo(Rollback rollback, Failures failures) {
        List<HistoryRow> last = new ArrayList<>(rows);
        java.util.Collections.reverse(last);
        List<HistoryRow> chosen = chosen(last, rollback, failures);
        chosen.forEach(row -> {
            checkInterrupted(row, true, failures);
            if (row.origin() != null) {
                throw failures.of("STRATA-3226", "migration " + row.id() + " " + row.description()
                        + " can't be rolled back, Strata didn't run it (" + row.origin() + "), and what undoes it might destroy"
                        + " what was there before: roll back to a later one, and write a new migration for the rest", row.id(),
                        null);
            }
        });
        return chosen;
    }

    private List<HistoryRow> chosen(List<HistoryRow> last, Rollback rollback, Failures failures) {
        return switch (rollback.kind()) {
            case LAST_BATCH -> last.stream().filter(row -> row.batch() == nextBatch() - 1).toList();
            case STEPS -> last.subList(0, Math.min(rollback.steps(), last.size()));
            case TO -> {
                if (!byId.containsKey(rollback.id())) {
                    throw failures.of("STRATA-3215", "can't roll back to migration " + rollback.id()
                            + ", it isn't applied: see the status for those that are", rollback.id(), null);
                }
                yield last.subList(0, last.indexOf(byId.get(rollback.id())));
            }
        };
    }
}
