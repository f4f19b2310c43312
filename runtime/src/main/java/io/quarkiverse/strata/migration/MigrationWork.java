package io.quarkiverse.strata.migration;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.MigrationException;
import io.quarkiverse.strata.migration.MigrationReport.Run;
import io.quarkiverse.strata.schema.IrreversibleChangeException;
import io.vertx.core.Future;

/** What happens while the lock is held. */
final class MigrationWork {

    private static final Logger LOG = Logger.getLogger(MigrationWork.class);
    private static final int READS = 5;

    private final MigrationSession session;
    private final MigrationSet set;
    private final String dataSource;

    MigrationWork(MigrationSession session, MigrationSet set) {
        this.session = session;
        this.set = set;
        this.dataSource = session.options().dataSource();
    }

    Future<MigrationReport> migrate() {
        return prepare().compose(ready -> reading(READS, standing -> {
            int batch = standing.nextBatch();
            standing.check(session.history(), session.options(), session.failures());
            return Wire.compute(() -> standing.pending().stream()
                    .map(migration -> move(migration, Move.Direction.UP, batch, migration::up)).toList());
        }, "Migration %s %s: %d ms")).onSuccess(report -> {
            if (!report.migrations().isEmpty()) {
                LOG.infof("Migrated datasource %s: %s", dataSource, summary(report));
            }
        });
    }

    Future<MigrationReport> rollback(Rollback rollback) {
        return session.send(session.history().exists()).compose(rows -> {
            if (!rows.iterator().next().getBoolean("found")) {
                return Future.succeededFuture(new MigrationReport(List.of()));
            }
            return reading(1, standing -> Wire.compute(() -> standing.toUndo(rollback, session.failures()).stream()
                    .map(row -> undo(row, rollback)).toList()), "Rolled back migration %s %s: %d ms");
        }).onSuccess(report -> LOG.infof("Rolled back datasource %s: %s", dataSource, summary(report)));
    }

    /** Reads the history, decides and runs; once more when somebody changed it in between. */
    private Future<MigrationReport> reading(int times, Function<Standing, Future<List<Move>>> decision, String message) {
        return session.send(session.history().rows())
                .map(rows -> new Standing(set, Wire.list(rows).stream().map(HistoryRow::of).toList()))
                .compose(decision).compose(moves -> Wire.inTurn(moves, move -> run(move, message))).map(MigrationReport::new)
                .recover(failure -> failure instanceof HistoryChangedException
                        ? times > 1 ? reading(times - 1, decision, message) : Future.failedFuture(changed(failure))
                        : Future.failedFuture(failure));
    }

    private MigrationException changed(Throwable cause) {
        return session.failures().of("STRATA-3219", "somebody else changed the history table " + session.history().table()
                + " of datasource " + dataSource + " at the same time: look at the status and start again", null, cause);
    }

    private Future<Run> run(Move move, String message) {
        long start = System.nanoTime();
        Future<Void> run = move.steps().transactional() ? new TransactionalRun(session, move).run()
                : new StandaloneRun(session, move).run();
        return run.map(done -> {
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            LOG.infof(message, move.migration().id(), move.migration().description(), duration.toMillis());
            return new Run(move.migration().id(), move.migration().description(), duration);
        });
    }

    private Move undo(HistoryRow row, Rollback rollback) {
        KnownMigration known = set.get(row.id());
        if (known == null) {
            throw session.failures().of("STRATA-3204", "migration " + row.id() + " " + row.description() + " of datasource "
                    + dataSource + " can't be rolled back, it isn't in this application: use the version that has it", row.id(),
                    null);
        }
        Move move = move(known, Move.Direction.DOWN, row.batch(), known::down);
        if (!move.steps().losses().isEmpty() && !rollback.dataLossAllowed()) {
            throw session.failures().of("STRATA-3215", "rolling back migration " + known.definition().label()
                    + " of datasource " + dataSource + " wouldn't bring back " + String.join(", ", move.steps().losses())
                    + ": say allowDataLoss() to do it nevertheless", row.id(), null);
        }
        return move;
    }

    private Move move(KnownMigration migration, Move.Direction direction, int batch, Supplier<MigrationSteps> steps) {
        try {
            return new Move(migration.definition(), steps.get(), direction, batch);
        } catch (IllegalArgumentException | IrreversibleChangeException e) {
            throw session.failures().misuse(migration.definition(), e);
        }
    }

    private Future<Void> prepare() {
        History history = session.history();
        return session.send(history.exists()).compose(rows -> {
            var row = rows.iterator().next();
            if (row.getBoolean("found")) {
                return Future.succeededFuture();
            }
            String schema = row.getBoolean("home") ? "" : history.createSchema() + "; ";
            return session.send(schema + history.create()).mapEmpty();
        });
    }

    private static String summary(MigrationReport report) {
        Duration total = report.migrations().stream().map(Run::duration).reduce(Duration.ZERO, Duration::plus);
        int count = report.migrations().size();
        return count + (count == 1 ? " migration" : " migrations") + " in " + total.toMillis() + " ms";
    }
}
