package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.literal;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.MigrationException;
import io.quarkiverse.strata.migration.MigrationSteps.Part;
import io.vertx.core.Future;

/**
 * Runs a migration that can't run in one transaction, part by part. Its history row says how many statements are done: those
 * inside a transaction raise the number in it, so that they are done exactly once. Before a statement outside one the row says
 * that it begins; when it ends nowhere, the next start looks in the catalog at what it did. An interrupted migration goes on at
 * the first statement that isn't done.
 */
final class SteppedRun {

    private static final Logger LOG = Logger.getLogger(SteppedRun.class);

    /** The codes of failures of a transaction that is known to have been rolled back. */
    private static final Set<String> ROLLED_BACK = Set.of("STRATA-3208", "STRATA-3210");

    private final MigrationSession session;
    private final Move move;
    private final OldTransactions old;

    SteppedRun(MigrationSession session, Move move) {
        this.session = session;
        this.move = move;
        this.old = new OldTransactions(session);
    }

    Future<Void> run() {
        MigrationDefinition migration = move.migration();
        History history = session.history();
        int done = move.begun() == null ? 0 : move.begun().stepsDone();
        List<Part> rest = move.steps().parts().stream().filter(part -> part.from() >= done).toList();
        return begin()
                .compose(begun -> Wire.inTurn(rest, this::part))
                .compose(all -> bookkeeping(move.up() ? history.finish(migration.id()) : history.delete(migration.id())));
    }

    private Future<Void> begin() {
        MigrationDefinition migration = move.migration();
        History history = session.history();
        if (move.begun() != null) {
            if (move.steps().transactional() || move.begun().steps() != move.size()) {
                return Future.failedFuture(session.failures().interrupted(move.begun(), history,
                        "This Strata writes other statements for it than the one that began it. "));
            }
            int done = move.begun().stepsDone();
            if (done != move.size() && move.steps().parts().stream().noneMatch(part -> part.from() == done)) {
                return Future.failedFuture(session.failures().interrupted(move.begun(), history,
                        "Strata never stops there, in the middle of what runs in one transaction: somebody changed steps_done. "));
            }
            LOG.infof("Migration %s %s was interrupted, it goes on at statement %d of %d", migration.id(),
                    migration.description(), move.begun().stepsDone() + 1, move.size());
            return Future.succeededFuture();
        }
        String claim = move.up() ? history.insert(migration, move.batch(), move.size(), false, session.options().instance())
                : history.unfinished(migration.id(), move.size());
        return session.begin(migration, claim, session.lock().proof() + "; COMMIT");
    }

    private Future<Void> part(Part part) {
        return !part.transactional() ? alone(part.from())
                : new TransactionalRun(session, move, part).run().recover(failure -> part.from() == 0
                        && failure instanceof MigrationException known && ROLLED_BACK.contains(known.code())
                                ? forgotten(failure)
                                : Future.failedFuture(failure));
    }

    /** Nothing was done, so that it begins anew, changed or not. */
    private Future<Void> forgotten(Throwable failure) {
        return session.send("RESET SESSION AUTHORIZATION; " + nothingDone()).transform(done -> Future.failedFuture(failure));
    }

    private Future<Void> alone(int index) {
        SqlStatement statement = move.steps().statements().get(index);
        LoneStatement lone = LoneStatement.of(statement);
        HistoryRow.BegunStep begun = move.begun() == null || index != move.begun().stepsDone() ? null : move.begun().step();
        StepRepair repair = new StepRepair(session, move.migration(), lone);
        return prepare(Duration.ZERO)
                .compose(ready -> begun == null ? Future.succeededFuture(false) : repair.isDone(begun, index))
                .compose(done -> done ? advance(index)
                        : repair.dropInvalid(begun).compose(clean -> old.wait(move.migration(), lone)).compose(
                                clean -> step(index, lone, lone.indexes(), 1)));
    }

    /** @param indexes an expression for the indexes that its first attempt found */
    private Future<Void> step(int index, LoneStatement lone, String indexes, int attempt) {
        SqlStatement statement = lone.statement();
        Duration timeout = statement.waitsForOthers() ? Duration.ZERO : session.options().lockTimeout();
        return prepare(timeout)
                .compose(ready -> bookkeeping(session.history().begins(move.migration().id(), index, indexes)))
                .compose(ready -> session.send(statement.text()).<Void> mapEmpty()
                        .recover(failure -> failed(index, lone, failure, attempt)))
                .compose(done -> advance(index));
    }

    /** What holds while a statement runs that has no transaction of its own. */
    private Future<Void> prepare(Duration lockTimeout) {
        return bookkeeping("RESET ALL; " + session.lock().proof() + "; " + session.settings(false, lockTimeout));
    }

    private Future<Void> advance(int index) {
        return bookkeeping(session.history().progress(move.migration().id(), index, index + 1));
    }

    private Future<Void> bookkeeping(String sql) {
        return session.send("RESET SESSION AUTHORIZATION; " + sql).<Void> mapEmpty().recover(failure -> {
            if (Wire.sqlState(failure) == null) {
                return Future.failedFuture(session.lock().lost() ? session.failures().lockLost(move.migration(), failure)
                        : session.failures().lostInSteps(move.migration(), failure));
            }
            return session.isLockLost().compose(lost -> Future.failedFuture(
                    lost || session.lock().lost() ? session.failures().lockLost(move.migration(), failure)
                            : "22012".equals(Wire.sqlState(failure)) ? new HistoryChangedException(failure)
                                    : session.failures().other(failure)));
        });
    }

    private Future<Void> failed(int index, LoneStatement lone, Throwable cause, int attempt) {
        MigrationDefinition migration = move.migration();
        if (session.lock().lost()) {
            return Future.failedFuture(session.failures().lockLost(migration, cause));
        }
        if (Wire.sqlState(cause) == null) {
            return Future.failedFuture(session.failures().lostInSteps(migration, cause));
        }
        return session.isLockLost().compose(lost -> {
            if (lost) {
                return Future.failedFuture(session.failures().lockLost(migration, cause));
            }
            return MigrationSession.lockedByOthers(cause) && !lone.mayKeepParts() && attempt < session.options().lockTries()
                    ? session.again(attempt, next -> anew(index, lone, cause, next))
                    : blame(index, lone, cause);
        });
    }

    /** The attempt before may have left an INVALID index, which would be in the way or stay. */
    private Future<Void> anew(int index, LoneStatement lone, Throwable cause, int attempt) {
        String id = move.migration().id();
        return prepare(Duration.ZERO).compose(ready -> session.send(session.history().rows())).compose(rows -> {
            HistoryRow.BegunStep begun = Wire.list(rows).stream().map(HistoryRow::of).filter(row -> row.id().equals(id))
                    .map(HistoryRow::step).filter(Objects::nonNull).findFirst().orElse(null);
            if (begun == null) {
                return blame(index, lone, cause);
            }
            String first = begun.indexes().stream().map(String::valueOf).collect(Collectors.joining(" "));
            return new StepRepair(session, move.migration(), lone).dropInvalid(begun).transform(clean -> clean.failed()
                    ? blame(index, lone, cause)
                    : step(index, lone, literal(first), attempt));
        });
    }

    private Future<Void> blame(int index, LoneStatement lone, Throwable cause) {
        MigrationDefinition migration = move.migration();
        return new StepRepair(session, migration, lone).left().transform(look -> {
            boolean nothing = look.succeeded() && look.result().isEmpty();
            String kept = nothing && index == 0 ? "Nothing of it was kept."
                    : inSteps(move, index) + (look.succeeded() ? look.result() : "");
            Throwable blamed = session.failures().step(migration, move.steps(), index, cause, 0, kept
                    + (nothing && index == 0 ? " Correct it and start again" : " Correct what it failed for and start again"));
            return !nothing ? Future.failedFuture(blamed)
                    : index == 0 ? forgotten(blamed)
                            : bookkeeping(session.history().progress(migration.id(), index, index))
                                    .transform(done -> Future.failedFuture(blamed));
        });
    }

    private String nothingDone() {
        return move.up() ? session.history().forget(move.migration().id()) : session.history().accept(move.migration().id());
    }

    /** @param done how many statements */
    static String kept(Move move, int done) {
        return done == 0 ? "Nothing of it was kept."
                : inSteps(move, done);
    }

    private static String inSteps(Move move, int done) {
        return "It runs in steps: " + done + " of " + move.size() + " statements are done and stay, and the next start goes on"
                + " behind them.";
    }
}
