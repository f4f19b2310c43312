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
    private final Map<String, HistoryRow> byId = new LinkedHashMap<>();

    Standing(MigrationSet set, List<HistoryRow> rows) {
        this.set = set;
        this.rows = rows;
        rows.forEach(row -> byId.put(row.id(), row));
    }

    /** What hasn't run, in order, whatever else is wrong. */
    List<KnownMigration> pending() {
        return set.inOrder().stream().filter(migration -> !byId.containsKey(migration.definition().id())).toList();
    }

    int nextBatch() {
        return 1 + rows.stream().mapToInt(HistoryRow::batch).max().orElse(0);
    }

    List<MigrationStatus> statuses() {
        List<MigrationStatus> statuses = new ArrayList<>();
        for (HistoryRow row : rows) {
            KnownMigration known = set.get(row.id());
            State state = !row.finished() ? State.INTERRUPTED
                    : known == null ? State.MISSING
                            : known.definition().checksum().equals(row.checksum()) ? State.APPLIED : State.CHANGED;
            statuses.add(new MigrationStatus(row.id(), row.description(), row.kind(), state, row.batch(), row.executedAt(),
                    row.duration(), row.executedBy()));
        }
        for (KnownMigration migration : pending()) {
            MigrationDefinition definition = migration.definition();
            statuses.add(new MigrationStatus(definition.id(), definition.description(), definition.kind(), State.PENDING, 0,
                    null, null, null));
        }
        return List.copyOf(statuses);
    }

    /** Refuses to go on where the history and the application contradict each other. */
    void check(History history, MigratorOptions options, Failures failures) {
        String where = " of datasource " + options.dataSource();
        for (HistoryRow row : rows) {
            if (row.format() > Checksums.FORMAT) {
                throw failures.of("STRATA-3205", "the history table " + history.table() + where
                        + " was written by a newer Strata: migration " + row.id() + " has format " + row.format()
                        + ", this one knows " + Checksums.FORMAT + ". Use that version", row.id(), null);
            }
            checkFinished(row, history, where, failures);
        }
        for (HistoryRow row : rows) {
            KnownMigration known = set.get(row.id());
            if (known == null) {
                throw failures.of("STRATA-3204", "migration " + row.id() + " " + row.description() + where + " was run on "
                        + row.executedAt() + " and isn't in this application: put it back, or start the version of the"
                        + " application that has it", row.id(), null);
            }
            if (!known.definition().checksum().equals(row.checksum())) {
                throw failures.of("STRATA-3203", "migration " + known.definition().label() + where
                        + " has changed since it was run on " + row.executedAt()
                        + ": undo the change, and put what shall be different into a new migration", row.id(), null);
            }
        }
        if (!options.outOfOrder()) {
            checkOrder(where, failures);
        }
    }

    private static void checkFinished(HistoryRow row, History history, String where, Failures failures) {
        if (!row.finished()) {
            throw failures.of("STRATA-3209", "migration " + row.id() + " " + row.description() + where
                    + " ran outside a transaction and didn't come to its end: " + row.stepsDone() + " of " + row.steps()
                    + " statements are done for certain, the next one may be. Look at the database (an index that is INVALID"
                    + " goes with DROP INDEX CONCURRENTLY); then either undo what there is of it and run "
                    + history.forget(row.id()) + ", and it runs again, or complete it and run " + history.accept(row.id()),
                    row.id(), null);
        }
    }

    private void checkOrder(String where, Failures failures) {
        MigrationDefinition late = null;
        for (MigrationDefinition definition : set.definitions()) {
            boolean applied = byId.containsKey(definition.id());
            if (!applied && late == null) {
                late = definition;
            } else if (applied && late != null) {
                throw failures.of("STRATA-3214", "migration " + late.label() + where + " hasn't run, and "
                        + definition.label() + ", which comes behind it, has: give it a later id, or set"
                        + " quarkus.strata.migration.out-of-order=true to run it now", late.id(), null);
            }
        }
    }

    /** The migrations to undo, the last one first. */
    List<HistoryRow> toUndo(Rollback rollback, Failures failures) {
        List<HistoryRow> last = new ArrayList<>(rows);
        java.util.Collections.reverse(last);
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
