package io.quarkiverse.strata.migration;

import java.time.Duration;
import java.util.List;

import io.vertx.core.Future;

/**
 * Runs a migration outside a transaction, each statement alone. The history row says that it isn't finished, and how many
 * statements are done, until all are.
 */
final class StandaloneRun {

    private static final String INVALID_INDEXES = "SELECT indexrelid::regclass::text FROM pg_catalog.pg_index"
            + " WHERE NOT indisvalid ORDER BY 1";

    private final MigrationSession session;
    private final Move move;
    private List<String> invalidBefore = List.of();

    StandaloneRun(MigrationSession session, Move move) {
        this.session = session;
        this.move = move;
    }

    Future<Void> run() {
        History history = session.history();
        MigrationDefinition migration = move.migration();
        String claim = move.up() ? history.insert(migration, move.batch(), move.size(), false)
                : history.unfinished(migration.id(), move.size());
        return session.begin(migration, claim, session.lock().proof() + "; COMMIT").compose(begun -> invalidIndexes())
                .compose(names -> {
                    invalidBefore = names;
                    return Wire.inTurn(Wire.indexes(move.steps().statements()), index -> step(index, 1));
                })
                .compose(done -> bookkeeping(move.up() ? history.finish(migration.id()) : history.forget(migration.id())));
    }

    private Future<Void> step(int index, int attempt) {
        SqlStatement statement = move.steps().statements().get(index);
        Duration timeout = statement.waitsForOthers() ? Duration.ZERO : session.options().lockTimeout();
        return bookkeeping("RESET ALL; " + session.lock().proof() + "; "
                + session.settings(false, timeout))
                .compose(ready -> session.send(statement.text()).<Void> mapEmpty()
                        .recover(failure -> failed(index, failure, attempt)))
                .compose(done -> bookkeeping(session.history().progress(move.migration().id(), index + 1)));
    }

    private Future<Void> bookkeeping(String sql) {
        return session.send("RESET SESSION AUTHORIZATION; " + sql).<Void> mapEmpty().recover(failure -> Future.failedFuture(
                session.lock().lost() || "22012".equals(Wire.sqlState(failure))
                        ? session.failures().lockLost(move.migration(), failure)
                        : session.failures().other(failure)));
    }

    private Future<Void> failed(int index, Throwable cause, int attempt) {
        MigrationDefinition migration = move.migration();
        if (session.lock().lost()) {
            return Future.failedFuture(session.failures().lockLost(migration, cause));
        }
        if (MigrationSession.lockedByOthers(cause) && attempt < session.options().lockTries()) {
            return session.again(attempt, next -> step(index, next));
        }
        return session.isLockLost().compose(lost -> lost
                ? Future.failedFuture(session.failures().lockLost(migration, cause))
                : blame(index, cause));
    }

    private Future<Void> blame(int index, Throwable cause) {
        MigrationDefinition migration = move.migration();
        return invalidIndexes().map(names -> names.stream().filter(name -> !invalidBefore.contains(name)).toList())
                .otherwise(List.of()).compose(left -> {
                    if (index == 0 && left.isEmpty() && Wire.sqlState(cause) != null) {
                        return session.send("RESET SESSION AUTHORIZATION; " + nothingDone())
                                .transform(forgotten -> Future.failedFuture(session.failures()
                                        .step(migration, move.steps(), index, cause, 0,
                                                "Nothing of it was kept. Correct it and start"
                                                        + " again")));
                    }
                    return Future
                            .failedFuture(session.failures().step(migration, move.steps(), index, cause, 0, kept(index, left)));
                });
    }

    private String nothingDone() {
        return move.up() ? session.history().forget(move.migration().id()) : session.history().accept(move.migration().id());
    }

    private String kept(int index, List<String> invalid) {
        String id = move.migration().id();
        String drop = invalid.isEmpty() ? ""
                : " It left INVALID indexes: run DROP INDEX CONCURRENTLY " + String.join(", ", invalid) + ".";
        return "It runs outside a transaction: " + index + " of " + move.size() + " statements were done and stay." + drop
                + " Then either undo what there is of it and run " + session.history().forget(id)
                + ", and it runs again, or complete it and run " + session.history().accept(id);
    }

    private Future<List<String>> invalidIndexes() {
        return session.send(INVALID_INDEXES).map(rows -> Wire.list(rows).stream().map(row -> row.getString(0)).toList());
    }
}
