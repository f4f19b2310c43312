package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.pool.Incarnation;
import io.quarkiverse.strata.pool.PhysicalConnection;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * Finds out what became of a transaction whose COMMIT was sent and not answered. The same life of the same server is asked by
 * the
 * transaction's number; whatever else answers knows nothing. A backend that doesn't get to its end is ended. With synchronous
 * standbys another commit, later in the log, shows that they have this one. Where the transaction has left a mark, that is
 * looked
 * for, on whichever server of the same system is the primary by then.
 */
final class CommitInquiry {

    /**
     * @param outcome what became of it
     * @param reason why that isn't known, null when it is
     * @param replicated false when it is there and its synchronous standbys may not have it
     */
    record Finding(Outcome outcome, String reason, boolean replicated) {

        static Finding unknown(String reason) {
            return new Finding(Outcome.UNKNOWN, reason, true);
        }
    }

    private static final Logger LOG = Logger.getLogger(CommitInquiry.class);
    private static final String STATUS = "SELECT pg_catalog.pg_xact_status($1::text::xid8), "
            + "pg_catalog.current_setting('synchronous_standby_names') <> ''";
    private static final String SYNCHRONOUS = "SELECT pg_catalog.current_setting('synchronous_standby_names') <> ''";
    private static final String LATER_COMMIT = "SELECT pg_catalog.pg_logical_emit_message(true, 'strata', '')";
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    /** At least so many fit into the limit. */
    private static final int PAUSES = 10;

    private final PrimaryPool pool;
    private final TransactionNumber number;
    private final Duration limit;
    private final OutcomeMarkers markers;
    private final UUID marker;
    private final OutcomeMarkers.Marks marks;
    private final long started = System.nanoTime();
    private final Promise<Finding> finding = Promise.promise();
    private SqlConnection helper;
    private String last = "no connection could be made";
    private long pause = FIRST_PAUSE_MILLIS;
    private boolean committed;
    private boolean backendEnded;

    private CommitInquiry(PrimaryPool pool, TransactionNumber number, Duration limit, OutcomeMarkers markers, Scope scope) {
        this.pool = pool;
        this.number = number;
        this.limit = limit;
        this.markers = markers;
        this.marker = scope.marker;
        this.marks = scope.marks;
    }

    /** Bounded by the limit; never fails. @param scope the transaction, with the mark that it has left */
    static Future<Finding> make(PrimaryPool pool, TransactionNumber number, Duration limit, OutcomeMarkers markers,
            Scope scope) {
        UUID marker = scope.marker;
        if (number.value() == null && marker == null) {
            return Future.succeededFuture(Finding.unknown("the server had given it no number"));
        }
        if (number.incarnation() == null || number.incarnation().life() == null) {
            return Future.succeededFuture(Finding.unknown("which server that was isn't known"));
        }
        CommitInquiry inquiry = new CommitInquiry(pool, number, limit, markers, scope);
        long timer = pool.vertx().setTimer(Math.max(1, limit.toMillis()), late -> inquiry.giveUp());
        inquiry.connect();
        return inquiry.finding.future().onComplete(found -> {
            pool.vertx().cancelTimer(timer);
            inquiry.hangUp();
            if (marker != null && found.succeeded() && found.result().outcome() == Outcome.COMMITTED) {
                markers.isOver(marker); // a note of its absence stays, for as long as a COMMIT may be under way
            }
            LOG.debugf("What became of transaction %s of datasource %s: %s", number.value(), pool.dataSource(), found);
        });
    }

    private synchronized void giveUp() {
        finding.tryComplete(committed ? new Finding(Outcome.COMMITTED, null, false)
                : Finding.unknown("within " + limit.toMillis() + " ms " + last));
    }

    /** Without a good-bye, which a server that stalls would never answer. */
    private void hangUp() {
        SqlConnection mine;
        synchronized (this) {
            mine = helper;
            helper = null;
        }
        if (mine != null) {
            PhysicalConnection.cut(mine);
        }
    }

    private void connect() {
        pool.dedicated().connect().onComplete(arrived -> {
            if (arrived.failed()) {
                again(arrived.cause().getMessage(), this::connect);
                return;
            }
            synchronized (this) {
                helper = arrived.result();
            }
            if (finding.future().isComplete()) {
                hangUp();
            } else {
                Incarnation.ask(arrived.result()).onComplete(this::compare);
            }
        });
    }

    private void compare(AsyncResult<Incarnation> answer) {
        Incarnation before = number.incarnation();
        Incarnation now = answer.result();
        if (answer.failed() || now.standby() || now.system() != before.system()) {
            elsewhere(answer.failed() ? answer.cause().getMessage() : "another server answered");
            return;
        }
        if (now.timeline() < before.timeline()) {
            elsewhere("an older server answered");
            return;
        }
        committed = false; // what another server said before doesn't count
        boolean promoted = now.timeline() != before.timeline();
        boolean same = !promoted && before.life().equals(now.life());
        if (marker != null) {
            mark(same);
        } else if (same) {
            status();
        } else {
            finding.tryComplete(Finding.unknown(promoted ? "another server was promoted since"
                    : "the server has crashed since, or its statistics were reset, and after a crash numbers that were lost are "
                            + "given out again"));
        }
    }

    /** @param same whether its backend may be there, with locks that the next try needs */
    private void mark(boolean same) {
        ask(asking -> OutcomeMarkers.settle(asking, marks, marker), there -> {
            if (there == null) {
                finding.tryComplete(Finding.unknown("the table of marks is another one"));
            } else if (there) {
                ask(asking -> asking.query(SYNCHRONOUS).execute(),
                        rows -> committed(rows.iterator().next().getBoolean(0)));
            } else if (same) {
                ask(asking -> pool.endBackend(number.connection(), asking), ended -> rolledBack());
            } else {
                rolledBack();
            }
        });
    }

    private void rolledBack() {
        finding.tryComplete(new Finding(Outcome.ROLLED_BACK, null, true));
    }

    private void committed(boolean synchronously) {
        committed = true;
        if (synchronously) {
            replicated();
        } else {
            finding.tryComplete(new Finding(Outcome.COMMITTED, null, true));
        }
    }

    private void elsewhere(String why) {
        hangUp();
        again(why, this::connect);
    }

    private void status() {
        ask(asking -> asking.preparedQuery(STATUS).execute(Tuple.of(number.value())), rows -> {
            Row row = rows.iterator().next();
            String status = String.valueOf(row.getString(0));
            switch (status) {
                case "in progress" -> unfinished();
                case "aborted" -> rolledBack();
                case "committed" -> committed(row.getBoolean(1));
                default -> finding.tryComplete(Finding.unknown("the server has forgotten its number"));
            }
        });
    }

    private void replicated() {
        ask(asking -> asking.query(LATER_COMMIT).execute(),
                done -> finding.tryComplete(new Finding(Outcome.COMMITTED, null, true)));
    }

    /** It may wait for synchronous standbys, or not know yet that nobody listens. */
    private void unfinished() {
        if (backendEnded || System.nanoTime() - started < limit.toNanos() / 2) {
            again("it was still in progress", this::status);
        } else {
            ask(asking -> pool.endBackend(number.connection(), asking), ended -> {
                backendEnded = ended;
                pause = FIRST_PAUSE_MILLIS;
                again("it was still in progress", this::status);
            });
        }
    }

    private <T> void ask(Function<SqlConnection, Future<T>> question, Consumer<T> next) {
        SqlConnection asking;
        synchronized (this) {
            asking = helper;
        }
        if (asking == null) {
            return; // it is over
        }
        question.apply(asking).onComplete(answer -> {
            if (answer.succeeded()) {
                next.accept(answer.result());
            } else if (answer.cause() instanceof PgException refused && "22023".equals(refused.getSqlState())) {
                finding.tryComplete(Finding.unknown("the server hasn't given out its number"));
            } else {
                elsewhere(answer.cause().getMessage());
            }
        });
    }

    private void again(String why, Runnable step) {
        last = why;
        if (!finding.future().isComplete()) {
            pool.vertx().setTimer(pause / 2 + ThreadLocalRandom.current().nextLong(pause), now -> step.run());
            pause = Math.min(Math.min(LONGEST_PAUSE_MILLIS, limit.toMillis() / PAUSES + 1), 2 * pause);
        }
    }
}
