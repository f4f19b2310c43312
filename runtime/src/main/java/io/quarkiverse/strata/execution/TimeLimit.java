package io.quarkiverse.strata.execution;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * How long one call may take, from its subscription. A read outside a transaction is cancelled from here when its time is over.
 * Everything else is ended by the server: its statement timeout never hits a COMMIT, and leaves no cancel request behind that
 * might hit a later statement.
 */
public final class TimeLimit {

    private enum State {
        WAITING,
        SENT,
        EXPIRED
    }

    private static final int RESTORES = 5;

    private final Duration limit;
    private final String described;
    private final long deadline;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** A statement whose time was over before its turn came. */
    static final class NotSent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotSent() {
            super("the call's time is over", null, false, false);
        }
    }

    /** @param described the limit in words, behind "longer than" */
    TimeLimit(Duration limit, String described) {
        this.limit = limit;
        this.described = described;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** A limit in words. */
    public static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    Duration limit() {
        return limit;
    }

    String described() {
        return described;
    }

    /** The time is over. @return whether the statement wasn't sent, which it will not be any more */
    boolean expire() {
        return state.compareAndSet(State.WAITING, State.EXPIRED);
    }

    /**
     * Sends a statement.
     *
     * @param byServer whether the server is to end it
     * @param local whether a transaction is open, in which the server's setting is to stay
     * @param doubt run when the limit may have stayed on the connection: it may have ended the very statement that takes it
     *        back
     */
    <R> Future<R> send(SqlConnection connection, boolean byServer, boolean local, Runnable doubt,
            Supplier<Future<R>> statement) {
        if (isOver()) {
            return Future.failedFuture(new NotSent()); // the caller is told why
        }
        if (!byServer) {
            return statement.get();
        }
        long left = left();
        connection.query("SELECT set_config('strata.statement_timeout', current_setting('statement_timeout'), " + local
                + "), set_config('statement_timeout', '" + left + "', " + local + ")").execute();
        Future<R> result = statement.get();
        Future<?> restored = restore(connection, local, local ? 1 : RESTORES);
        return result.transform(answer -> restored.transform(done -> {
            if (done.failed() && !local) {
                doubt.run();
            }
            return result;
        }));
    }

    /**
     * Takes the limit back, which holds for that statement too. Behind a failed statement of a transaction it fails, and the
     * rollback takes it back.
     */
    private static Future<?> restore(SqlConnection connection, boolean local, int tries) {
        return connection.query(
                "SELECT set_config('statement_timeout', current_setting('strata.statement_timeout'), " + local + ")").execute()
                .recover(failure -> tries > 1 ? restore(connection, local, tries - 1).mapEmpty()
                        : Future.failedFuture(failure));
    }

    /** Sends a statement in a transaction of its own, the only place behind a pooler in which the limit holds. */
    <R> Future<R> sendAlone(SqlConnection connection, Supplier<Future<R>> statement) {
        if (isOver()) {
            return Future.failedFuture(new NotSent());
        }
        Future<?> begun = connection.query("BEGIN; SET LOCAL statement_timeout = " + left()).execute();
        return begun.compose(open -> {
            Future<R> result = statement.get();
            Future<?> ended = connection.query("COMMIT").execute(); // of a failed statement's transaction a rollback
            return result.compose(answer -> ended.compose(done -> result),
                    failure -> ended.transform(done -> Future.failedFuture(failure)));
        });
    }

    /** What was sent to a replica in vain is sent again, and its time goes on. */
    private boolean isOver() {
        return !state.compareAndSet(State.WAITING, State.SENT) && state.get() == State.EXPIRED;
    }

    private long left() {
        return Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
    }
}
