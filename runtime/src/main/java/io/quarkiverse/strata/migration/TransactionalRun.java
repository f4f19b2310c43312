package io.quarkiverse.strata.migration;

import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * Runs a migration in one transaction. BEGIN and the history row are confirmed before anything else is sent; then the
 * statements and COMMIT go out one by one without waiting for each other's answers: behind a failed one the server refuses the
 * rest, COMMIT included, for it follows a statement in the same message. That the lock is still held is proven once, right
 * before COMMIT: until then nothing is kept but what sequences have given out. A lock that was lost never comes back.
 */
final class TransactionalRun {

    private static final Logger LOG = Logger.getLogger(TransactionalRun.class);

    private static final String UNLIMITED = "SET LOCAL lock_timeout = 0; ";

    private final MigrationSession session;
    private final Move move;

    TransactionalRun(MigrationSession session, Move move) {
        this.session = session;
        this.move = move;
    }

    Future<Void> run() {
        return attempt(1);
    }

    private Future<Void> attempt(int attempt) {
        History history = session.history();
        MigrationDefinition migration = move.migration();
        String claim = move.up() ? history.insert(migration, move.batch(), move.size(), true) : history.delete(migration.id());
        return session.begin(migration, claim, session.settings(true, session.options().lockTimeout()))
                .compose(begun -> statements(attempt));
    }

    private Future<Void> statements(int attempt) {
        List<Future<RowSet<Row>>> sent = new ArrayList<>();
        move.steps().statements().forEach(statement -> sent.add(session.send(text(statement))));
        String end = "RESET SESSION AUTHORIZATION; "
                + (move.up() ? session.history().duration(move.migration().id()) + "; " : "");
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
                                            : failed(i, all.get(i).cause(), attempt);
                                }
                            }
                            return Future.failedFuture(any);
                        }));
    }

    /** What only waits for older transactions has no limit, or ten tries would spoil it ten times. */
    private String text(SqlStatement statement) {
        return !statement.waitsForOthers() ? statement.text()
                : UNLIMITED + statement.text() + "\n; SET LOCAL lock_timeout = "
                        + session.options().lockTimeout().toMillis();
    }

    private Future<Void> failed(int index, Throwable cause, int attempt) {
        MigrationDefinition migration = move.migration();
        if (Wire.sqlState(cause) == null || session.lock().lost()) {
            return Future.failedFuture(session.lost(migration, cause));
        }
        if (index == move.size()) {
            return Future.failedFuture(session.failures().of("STRATA-3210", "migration " + migration.label() + " of datasource "
                    + session.options().dataSource() + " failed when it was committed: " + Wire.words(cause)
                    + "\nNothing of it was kept. Correct it and start again", migration.id(), cause));
        }
        if (!MigrationSession.lockedByOthers(cause)) {
            return Future.failedFuture(session.failures().step(migration, move.steps(), index, cause,
                    move.steps().statements().get(index).waitsForOthers() ? UNLIMITED.length() : 0,
                    "Nothing of it was kept. Correct it and start again"));
        }
        if (attempt >= session.options().lockTries()) {
            return Future.failedFuture(session.failures().locked(migration, move.steps(), index, session.options(), cause));
        }
        LOG.infof("Migration %s %s: others hold a lock that statement %d needs (try %d of %d), trying again", migration.id(),
                migration.description(), index + 1, attempt, session.options().lockTries());
        return session.again(attempt, this::attempt);
    }
}
