package io.quarkiverse.strata.migration;

import static io.quarkiverse.strata.schema.Ddl.identifier;
import static io.quarkiverse.strata.schema.Ddl.literal;

import java.time.Duration;
import java.util.function.Function;

import io.quarkiverse.strata.MigrationException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/** The connection that changes the schema while the lock is held, and what its conversations have in common. */
record MigrationSession(SqlConnection connection, MigrationLock lock, History history, MigratorOptions options,
        Failures failures, MigrationWatch watch) {

    private static final String UNLIMITED = "SET LOCAL lock_timeout = 0; ";

    private static final String RESET = "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; ";

    MigrationSession(SqlConnection connection, MigrationLock lock, History history, MigratorOptions options,
            Failures failures) {
        this(connection, lock, history, options, failures, new MigrationWatch(lock,
                connection instanceof PgConnection pg ? pg.processId() : 0, options.lockTimeout()));
    }

    Future<RowSet<Row>> send(String sql) {
        return Wire.send(connection, sql);
    }

    /**
     * Begins a transaction that nothing of the migrations before leaks into, and claims the migration: nobody else's row for it
     * can be committed until this transaction ends.
     */
    Future<Void> begin(MigrationDefinition migration, String claim, String more) {
        if (lock.lost()) {
            return Future.failedFuture(failures.lockLost(migration, null));
        }
        return send("BEGIN; " + RESET + claim + "; " + more).<Void> mapEmpty()
                .recover(failure -> send("ROLLBACK").otherwiseEmpty().compose(done -> refused(migration, failure)));
    }

    private Future<Void> refused(MigrationDefinition migration, Throwable failure) {
        String state = Wire.sqlState(failure);
        if (lock.lost() || !"22012".equals(state) && !"23505".equals(state)) {
            return Future.failedFuture(lock.lost() ? failures.lockLost(migration, failure) : failures.other(failure));
        }
        return send(lock.proof()).transform(proof -> Future.failedFuture(
                proof.failed() ? failures.lockLost(migration, failure) : new HistoryChangedException(failure)));
    }

    /** Whoever has it now may have changed what a statement failed for: then its own failure would mislead. */
    Future<Boolean> isLockLost() {
        return send(lock.proof()).transform(proof -> Future.succeededFuture("22012".equals(Wire.sqlState(proof.cause()))));
    }

    /** Sets what holds while a migration's statements run. */
    String settings(boolean local, Duration lockTimeout) {
        String path = history.schema();
        return "SELECT pg_catalog.set_config('search_path', concat_ws(', ', " + literal(identifier(path))
                + ", nullif(current_setting('search_path'), '')), " + local + "), pg_catalog.set_config('lock_timeout', '"
                + lockTimeout.toMillis() + "ms', " + local + ")" + limit(local);
    }

    /** A time-out would spoil what runs outside a transaction, and leave an INVALID index. */
    private String limit(boolean local) {
        return local && options.statementTimeout().isZero() ? ""
                : ", pg_catalog.set_config('statement_timeout', '" + (local ? options.statementTimeout().toMillis() : 0)
                        + "ms', " + local + ")";
    }

    /**
     * A statement inside a transaction. What only waits for older transactions has no limit, or ten tries would spoil it ten
     * times.
     */
    String text(SqlStatement statement) {
        return !statement.waitsForOthers() ? statement.text()
                : UNLIMITED + statement.text() + "\n; SET LOCAL lock_timeout = "
                        + options.lockTimeout().toMillis();
    }

    /** How many characters stand before a statement's own in {@link #text}: the server counts them, too. */
    static int before(SqlStatement statement) {
        return statement.waitsForOthers() ? UNLIMITED.length() : 0;
    }

    /** A jittered wait before try number {@code attempt}. */
    <T> Future<T> again(int attempt, Function<Integer, Future<T>> work) {
        long most = Math.min(5000, 100L << Math.min(attempt, 6));
        long delay = java.util.concurrent.ThreadLocalRandom.current().nextLong(most / 2, most + 1);
        return Wire.later(Duration.ofMillis(delay), () -> work.apply(attempt + 1));
    }

    static boolean lockedByOthers(Throwable failure) {
        String state = Wire.sqlState(failure);
        return "55P03".equals(state) || "40P01".equals(state);
    }

    MigrationException lost(MigrationDefinition migration, Throwable failure) {
        return lock.lost() ? failures.lockLost(migration, failure) : failures.commitUnknown(migration, failure);
    }
}
