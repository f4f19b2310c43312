package io.quarkiverse.strata.migration;

import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.strata.schema.IrreversibleChangeException;
import io.quarkiverse.strata.schema.Requirement;

/** Decides what is to be run or undone, and evaluates it. */
record Moves(MigrationSet set, MigratorOptions options, Failures failures) {

    /** What is pending, as one batch. */
    List<Move> up(Standing standing) {
        int batch = standing.nextBatch();
        return standing.pending().stream().map(migration -> {
            HistoryRow begun = standing.row(migration);
            return move(migration, Move.Direction.UP, begun == null ? batch : begun.batch(), begun, migration::up);
        }).toList();
    }

    /** What a rollback undoes, whatever is lost. */
    List<Move> down(Standing standing, Rollback rollback) {
        return standing.toUndo(rollback, failures).stream().map(this::undo).toList();
    }

    void refuseLosses(List<Move> moves, Rollback rollback) {
        for (Move move : moves) {
            if (!move.steps().losses().isEmpty() && !rollback.dataLossAllowed()) {
                throw failures.of("STRATA-3215", "rolling back migration " + move.migration().label() + " of datasource "
                        + options.dataSource() + " wouldn't bring back " + String.join(", ", move.steps().losses())
                        + ": say allowDataLoss() to do it nevertheless", move.migration().id(), null);
            }
        }
    }

    /**
     * Refuses what the server is too old for, before anything is sent.
     *
     * @param major the server's major version
     */
    void refuseClausesOfNewerServers(List<Move> moves, int major) {
        for (Move move : moves) {
            for (Requirement requirement : move.steps().requirements()) {
                if (requirement.major() > major) {
                    throw failures.of("STRATA-3221", "migration " + move.migration().label() + " of datasource "
                            + options.dataSource() + " uses " + requirement.clause() + ", which PostgreSQL has from version "
                            + requirement.major() + " on, and the server is of version " + major
                            + ". Nothing was sent. Write it another way, or upgrade the server", move.migration().id(), null);
                }
            }
        }
    }

    private Move undo(HistoryRow row) {
        KnownMigration known = set.get(row.id());
        if (known == null) {
            throw failures.of("STRATA-3204", "migration " + row.id() + " " + row.description() + " of datasource "
                    + options.dataSource()
                    + " can't be rolled back, it isn't in this application: use the version that has it", row.id(), null);
        }
        return move(known, Move.Direction.DOWN, row.batch(), row.finished() ? null : row, known::down);
    }

    private Move move(KnownMigration migration, Move.Direction direction, int batch, HistoryRow begun,
            Supplier<MigrationSteps> steps) {
        try {
            return new Move(migration.definition(), steps.get(), direction, batch, begun);
        } catch (IllegalArgumentException | IrreversibleChangeException e) {
            throw failures.misuse(migration.definition(), e);
        }
    }
}
