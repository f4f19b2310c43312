package io.quarkiverse.strata.migration;

import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.migration.MigrationSteps.Part;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * Runs a migration, or a part of one that runs in steps, in one transaction. BEGIN and the history row are confirmed before
 * anything else is sent; then the
 * statements and COMMIT go out one by one without waiting for each other's answers: behind a failed one the server refuses the
 * rest, COMMIT included, for it follows a statement in the same message. That the lock is still held is proven once, right
 * before COMMIT: until then nothing is kept but what sequences have given out. A lock that was lost never comes back.
 */
final class TransactionalRun {

    private static final Logger LOG = Logger.getLogger(TransactionalRun.class);

    private final MigrationSession session;
    private final Move move;
    private final Part part;
    private final boolean whole;

    /** All of it. */
    TransactionalRun(MigrationSession session, Move move) {
        this(session, move, new Part(0, move.size(), true), true);
    }

    /** A part of one that runs in steps. */
    TransactionalRun(MigrationSession session, Move move, Part part) {
        this(session, move, part, false);
    }

    private TransactionalRun(MigrationSession session, Move move, Part part, boolean whole) {
        this.session = session;
        this.move = move;
        this.part = part;
        this.whole = whole;
    }

    Future<Void> run() {
        return new OldTransactions(session).wait(move.migration(), statements()).compose(ended -> attempt(1));
    }

    private Future<Void> attempt(int attempt) {
        return session.begin(move.migration(), claim(), session.settings(true, session.options().lockTimeout()))
                .compose(begun -> statements(attempt));
    }

    private String claim() {
        History history = session.history();
        MigrationDefinition migration = move.migration();
        if (!whole) {
            return history.progress(migration.id(), part.from(), part.to());
        }
        return move.up() ? history.insert(migration, move.batch(), move.size(), true, session.options().instance())
                : history.delete(migration.id());
    }

    private List<SqlStatement> statements() {
        return move.steps().statements().subList(part.from(), part.to());
    }

    private Future<Void> statements(int attempt) {
        List<Future<RowSet<Row>>> sent = new ArrayList<>();
        statements().forEach(statement -> sent.add(session.send(session.text(statement))));
        String end = "RESET SESSION AUTHORIZATION; "
                + (whole && move.up() ? session.history().duration(move.migration().id()) + "; " : "");
        Future<RowSet<Row>> commit = session.send(end + session.lock().proof() + "; COMMIT");
        List<Future<RowSet<Row>>> all = new ArrayList<>(sent);
        all.add(commit);
        return Future.join(all).<Void> mapEmpty()
                .recover(
                        any -> session.send("ROLLBACK").otherwiseEmpty().compose(done -> session.isLockLost()).compose(lost -> {
                            for (int i = 0; i < all.size(); i++) {
                                if (all.get(i).failed()) {
                                    return lost
                                            ? Future.failedFuture(
                                                    session.failures().lockLost(move.migration(), all.get(i).cause()))
                                            : failed(part.from() + i, all.get(i).cause(), attempt);
                                }
                            }
                            return Future.failedFuture(any);
                        }));
    }

    private Future<Void> failed(int index, Throwable cause, int attempt) {
        MigrationDefinition migration = move.migration();
        if (Wire.sqlState(cause) == null || session.lock().lost()) {
            return Future.failedFuture(session.lock().lost() || whole ? session.lost(migration, cause)
                    : session.failures().lostInSteps(migration, cause));
        }
        if (index == part.to()) {
            return Future.failedFuture(session.failures().atCommit(migration, cause, kept()));
        }
        if (!MigrationSession.lockedByOthers(cause)) {
            return Future.failedFuture(session.failures().step(migration, move.steps(), index, cause,
                    MigrationSession.before(move.steps().statements().get(index)), kept() + " Correct it and start again"));
        }
        if (attempt >= session.options().lockTries()) {
            return Future.failedFuture(
                    session.failures().locked(migration, move.steps(), index, session.options(), session.watch().blockers(),
                            kept(), cause));
        }
        LOG.infof("Migration %s %s: others hold a lock that statement %d needs (try %d of %d), trying again", migration.id(),
                migration.description(), index + 1, attempt, session.options().lockTries());
        return session.again(attempt, this::attempt);
    }

    /** What there is of the migration after a failure of this transaction. */
    private String kept() {
        return whole ? "Nothing of it was kept." : SteppedRun.kept(move, part.from());
    }
}
