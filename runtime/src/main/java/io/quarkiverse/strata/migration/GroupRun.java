package io.quarkiverse.strata.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.MigrationException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * Runs several migrations in one transaction, as {@link TransactionalRun} does one. The locks that the transaction holds are
 * counted on the way: when the server's table of locks is full, a transaction fails, and standbys that replay it fall over.
 */
final class GroupRun {

    /** After so many statements the locks are counted. */
    private static final int STRIDE = 200;
    private static final int CLAIM = -1;
    /** The table of locks has room for this many; shared memory to spare isn't counted on. */
    private static final String LOCKS = "SELECT count(*) AS held, current_setting('max_locks_per_transaction')::bigint"
            + " * (current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint) AS room"
            + " FROM pg_catalog.pg_locks";
    private static final Logger LOG = Logger.getLogger(GroupRun.class);

    private final MigrationSession session;
    private final List<Move> moves;
    private final boolean divisible;

    /** @param divisible whether it may commit before the last one */
    GroupRun(MigrationSession session, List<Move> moves, boolean divisible) {
        this.session = session;
        this.moves = moves;
        this.divisible = divisible;
    }

    /** A statement on its way, or what stands around a migration's statements. */
    private record Sent(Move move, int index, Future<RowSet<Row>> answer) {
    }

    /** How long each of them took, in order. */
    Future<List<Duration>> run() {
        List<SqlStatement> statements = moves.stream().flatMap(move -> move.steps().statements().stream()).toList();
        return new OldTransactions(session).wait(moves.get(0).migration(), statements)
                .compose(ended -> from(0, new ArrayList<>()));
    }

    private Future<List<Duration>> from(int begun, List<Duration> before) {
        return begun == moves.size() ? Future.succeededFuture(before)
                : transaction(begun, 1).compose(took -> {
                    before.addAll(took);
                    return from(begun + took.size(), before);
                });
    }

    /** How long those took that came into it. */
    private Future<List<Duration>> transaction(int begun, int attempt) {
        Move first = moves.get(begun);
        return session.begin(first.migration(), claim(first), session.settings(true, session.options().lockTimeout()))
                .compose(ready -> stride(begun, begun, new ArrayList<>()))
                .recover(failure -> {
                    boolean again = failure instanceof MigrationException known && known.code().equals("STRATA-3208")
                            && attempt < session.options().lockTries();
                    return again ? session.again(attempt, next -> transaction(begun, next)) : Future.failedFuture(failure);
                });
    }

    private String claim(Move move) {
        return session.history().insert(move.migration(), move.batch(), move.size(), true, session.options().instance());
    }

    /** @param begun the place of the first migration of the transaction */
    private Future<List<Duration>> stride(int begun, int from, List<Duration> took) {
        int to = stride(from);
        List<Sent> all = new ArrayList<>();
        long[] since = { System.nanoTime() };
        for (Move move : moves.subList(from, to)) {
            if (move != moves.get(begun)) {
                all.add(send(move, CLAIM, "RESET ROLE; RESET ALL; " + claim(move) + "; "
                        + session.settings(true, session.options().lockTimeout())));
            }
            statements(move, all);
            Sent end = send(move, move.size(), "RESET SESSION AUTHORIZATION; SET CONSTRAINTS ALL IMMEDIATE; "
                    + session.history().duration(move.migration().id()));
            end.answer().onSuccess(done -> {
                took.add(Duration.ofNanos(System.nanoTime() - since[0]));
                since[0] = System.nanoTime();
            });
            all.add(end);
        }
        Sent locks = send(moves.get(to - 1), moves.get(to - 1).size(), LOCKS);
        all.add(locks);
        return Future.join(all.stream().map(Sent::answer).toList()).<Void> mapEmpty()
                .recover(any -> failed(begun, all))
                .compose(done -> goOn(begun, to, took, locks.answer().result().iterator().next()));
    }

    private int stride(int from) {
        int to = from;
        for (int statements = 0; to < moves.size() && statements < STRIDE; to++) {
            statements += moves.get(to).size() + 1;
        }
        return to;
    }

    private void statements(Move move, List<Sent> all) {
        List<SqlStatement> statements = move.steps().statements();
        for (int i = 0; i < statements.size(); i++) {
            all.add(send(move, i, session.text(statements.get(i))));
        }
    }

    private Sent send(Move move, int index, String sql) {
        return new Sent(move, index, session.send(sql));
    }

    private Future<List<Duration>> goOn(int begun, int to, List<Duration> took, Row locks) {
        boolean full = locks.getLong("held") > locks.getLong("room") / 2;
        if (full && !divisible) {
            return session.send("ROLLBACK").otherwiseEmpty().compose(done -> Future.failedFuture(session.failures()
                    .tooManyLocks(to, moves.size(), locks.getLong("held"), locks.getLong("room"))));
        }
        if (to < moves.size() && !full) {
            return stride(begun, to, took);
        }
        Move last = moves.get(to - 1);
        Sent commit = send(last, last.size(), session.lock().proof() + "; COMMIT");
        LOG.debugf("Migrations %s to %s share a transaction", moves.get(begun).migration().id(), last.migration().id());
        return commit.answer().map(took).recover(any -> failed(begun, List.of(commit)));
    }

    private <T> Future<T> failed(int begun, List<Sent> all) {
        Sent first = all.stream().filter(sent -> sent.answer().failed()).findFirst().orElseThrow();
        MigrationDefinition migration = first.move().migration();
        Throwable cause = first.answer().cause();
        return session.send("ROLLBACK").otherwiseEmpty().compose(done -> session.isLockLost()).compose(lost -> {
            if (lost || session.lock().lost()) {
                return Future.failedFuture(session.failures().lockLost(migration, cause));
            }
            if (Wire.sqlState(cause) == null) {
                return Future.failedFuture(session.failures().commitUnknown(migration, cause));
            }
            if (first.index() == CLAIM) {
                return Future.failedFuture("23505".equals(Wire.sqlState(cause)) ? new HistoryChangedException(cause)
                        : session.failures().other(cause));
            }
            return blame(first, begun, cause);
        });
    }

    private <T> Future<T> blame(Sent first, int begun, Throwable cause) {
        MigrationDefinition migration = first.move().migration();
        String kept = "Nothing of the " + (moves.size() - begun) + " migrations from " + moves.get(begun).migration().id()
                + " on was kept, which share a transaction (quarkus.strata.migration.transactions).";
        if (first.index() == first.move().size()) {
            return Future.failedFuture(session.failures().atCommit(migration, cause, kept));
        }
        return Future.failedFuture(MigrationSession.lockedByOthers(cause)
                ? session.failures().locked(migration, first.move().steps(), first.index(), session.options(),
                        session.watch().blockers(), kept, cause)
                : session.failures().step(migration, first.move().steps(), first.index(), cause,
                        MigrationSession.before(first.move().steps().statements().get(first.index())),
                        kept + " Correct it and start again"));
    }
}
