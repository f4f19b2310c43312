package io.quarkiverse.strata.migration;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.MigrationException;
import io.quarkiverse.strata.migration.MigrationReport.Run;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/** What happens while the lock is held. */
final class MigrationWork {

    private static final Logger LOG = Logger.getLogger(MigrationWork.class);
    private static final int READS = 5;

    private final MigrationSession session;
    private final MigrationSet set;
    private final Moves moves;
    private final MigrationGroups groups;
    private final MigrationProgress progress;
    private final Marking marking;
    private final String dataSource;

    MigrationWork(MigrationSession session, MigrationSet set, MigrationProgress progress) {
        this.session = session;
        this.set = set;
        this.moves = new Moves(set, session.options(), session.failures());
        this.progress = progress;
        this.groups = new MigrationGroups(session.options(), session.failures());
        this.dataSource = session.options().dataSource();
        this.marking = new Marking(session.connection(), session.failures(), dataSource);
    }

    Future<MigrationReport> migrate() {
        return prepare().compose(ready -> reading(READS, standing -> {
            standing.check(session.options(), session.failures());
            return Wire.compute(() -> moves.up(standing));
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
            return upgrade(rows.iterator().next()).compose(current -> reading(1, standing -> Wire.compute(() -> {
                List<Move> down = moves.down(standing, rollback);
                moves.refuseLosses(down, rollback);
                return down;
            }).compose(down -> allowed(down, rollback).map(down)), "Rolled back migration %s %s: %d ms"));
        }).onSuccess(report -> LOG.infof("Rolled back datasource %s: %s", dataSource, summary(report)));
    }

    /** In production rows are only lost by someone who names the database. */
    private Future<Void> allowed(List<Move> down, Rollback rollback) {
        return marking.read().compose(marked -> {
            if (!marked.mark().isProduction() || marked.database().equals(rollback.database())) {
                return Future.succeededFuture();
            }
            return loss(session.connection(), session.history().schema(), marked, down).compose(plan -> {
                if (!plan.losesData()) {
                    return Future.succeededFuture();
                }
                String lost = Stream.concat(plan.losses().stream(),
                        plan.tables().stream().filter(table -> table.rows() > 0).map(TableRows::toString))
                        .collect(Collectors.joining(", "));
                return Future
                        .failedFuture(marking.refused(marked, "this rollback would destroy " + lost, "db rollback --confirm "
                                + marked.database() + ", or Rollback.inProduction(\"" + marked.database() + "\")"));
            });
        });
    }

    /** What undoing would do, and cost. */
    static Future<RollbackPlan> loss(SqlConnection connection, String schema, Marking.Marked marked, List<Move> down) {
        List<String> losses = down.stream().flatMap(move -> move.steps().losses().stream()).toList();
        return Endangered.count(connection, schema, Endangered.tables(down.stream()
                .flatMap(move -> move.steps().statements().stream()).toList()))
                .map(tables -> new RollbackPlan(marked.database(), marked.mark().environment(),
                        down.stream().map(Move::planned).toList(), losses, tables));
    }

    /** Reads the history, decides and runs; once more when somebody changed it in between. */
    private Future<MigrationReport> reading(int times, Function<Standing, Future<List<Move>>> decision, String message) {
        return session.send(session.history().rows())
                .map(rows -> new Standing(set, Wire.list(rows).stream().map(HistoryRow::of).toList(), session.history()))
                .compose(decision).map(this::understood)
                .compose(chosen -> Wire.inTurn(groups.of(chosen), group -> run(group, chosen, message)))
                .map(runs -> new MigrationReport(runs.stream().flatMap(List::stream).toList()))
                .onComplete(done -> session.watch().end())
                .recover(failure -> failure instanceof HistoryChangedException
                        ? times > 1 ? reading(times - 1, decision, message) : Future.failedFuture(changed(failure))
                        : Future.failedFuture(failure));
    }

    private List<Move> understood(List<Move> chosen) {
        moves.refuseClausesOfNewerServers(chosen, session.connection().databaseMetadata().majorVersion());
        return chosen;
    }

    private MigrationException changed(Throwable cause) {
        return session.failures().of("STRATA-3219", "somebody else changed the history table " + session.history().table()
                + " of datasource " + dataSource + " at the same time: look at the status and start again", null, cause);
    }

    private Future<List<Run>> run(List<Move> group, List<Move> all, String message) {
        if (group.size() == 1) {
            return run(group.get(0), all, message).map(List::of);
        }
        group.forEach(move -> begins(move, all));
        return new GroupRun(session, group, session.options().transactions() != MigrationTransactions.ALL).run()
                .map(took -> Wire.indexes(group).stream().map(i -> ended(group.get(i), all, took.get(i), message)).toList());
    }

    private Future<Run> run(Move move, List<Move> all, String message) {
        long start = System.nanoTime();
        begins(move, all);
        Future<Void> run = move.steps().transactional() && move.begun() == null ? new TransactionalRun(session, move).run()
                : new SteppedRun(session, move).run();
        return run.map(done -> ended(move, all, Duration.ofNanos(System.nanoTime() - start), message));
    }

    private void begins(Move move, List<Move> all) {
        session.watch().begin(move.migration().id(), build -> tell(() -> progress.building(build)));
        tell(() -> progress.begins(all.indexOf(move) + 1, all.size(), move.migration().id(), move.migration().description()));
    }

    private Run ended(Move move, List<Move> all, Duration duration, String message) {
        LOG.infof(message, move.migration().id(), move.migration().description(), duration.toMillis());
        Run ended = new Run(move.migration().id(), move.migration().description(), duration);
        tell(() -> progress.ended(all.indexOf(move) + 1, all.size(), ended));
        return ended;
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warn("A listener to migrations failed", e);
        }
    }

    /** Makes the history table, or gives it the columns of this version. */
    Future<Void> prepare() {
        History history = session.history();
        return session.send(history.exists()).compose(rows -> {
            Row row = rows.iterator().next();
            if (row.getBoolean("found")) {
                return upgrade(row);
            }
            String schema = row.getBoolean("home") ? "" : history.createSchema() + "; ";
            return session.send(schema + history.create()).<Void> mapEmpty();
        }).compose(ready -> mark());
    }

    private Future<Void> upgrade(Row row) {
        return row.getBoolean("current") ? Future.succeededFuture()
                : upgrade(1).onSuccess(done -> LOG.infof("Gave the history table %s of datasource %s the columns of this"
                        + " Strata", session.history().table(), dataSource));
    }

    /** Whoever starts meanwhile would wait behind it, so it doesn't wait long for others itself. */
    private Future<Void> upgrade(int attempt) {
        return session.send("BEGIN; SET LOCAL lock_timeout = " + session.options().lockTimeout().toMillis() + "; "
                + session.history().upgrade() + "; COMMIT").<Void> mapEmpty()
                .recover(failure -> session.send("ROLLBACK").otherwiseEmpty().compose(
                        ended -> !MigrationSession.lockedByOthers(failure) ? Future.failedFuture(failure)
                                : attempt < session.options().lockTries() ? session.again(attempt, this::upgrade)
                                        : Future.failedFuture(session.failures().historyLocked(session.history(),
                                                session.options(), failure))));
    }

    private Future<Void> mark() {
        String environment = session.options().markAs();
        if (environment == null) {
            return Future.succeededFuture();
        }
        return marking.read().compose(marked -> marked.mark().environment() != null ? Future.succeededFuture()
                : marking.write(session.history().schema(), environment)
                        .onSuccess(done -> LOG.infof("Marked database %s of datasource %s as %s", marked.database(),
                                dataSource, environment)));
    }

    private static String summary(MigrationReport report) {
        Duration total = report.migrations().stream().map(Run::duration).reduce(Duration.ZERO, Duration::plus);
        int count = report.migrations().size();
        return count + (count == 1 ? " migration" : " migrations") + " in " + total.toMillis() + " ms";
    }
}
