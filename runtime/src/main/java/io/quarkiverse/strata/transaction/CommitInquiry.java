package io.quarkiverse.strata.transaction;

import java.time.Duration;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.pool.Incarnation;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.ServerPool;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * Finds out what became of a transaction whose COMMIT was sent and not answered. The same life of the same server is asked by
 * the
 * transaction's number; whatever else answers knows nothing. A backend that doesn't get to the end is ended.
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
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final PrimaryPool pool;
    private final TransactionNumber number;
    private final Duration limit;
    private final long started = System.nanoTime();
    private final Promise<Finding> finding = Promise.promise();
    private String last = "no connection could be made";
    private boolean backendEnded;

    private CommitInquiry(PrimaryPool pool, TransactionNumber number, Duration limit) {
        this.pool = pool;
        this.number = number;
        this.limit = limit;
    }

    /** @param number null when none was asked for */
    static Future<Finding> make(PrimaryPool pool, TransactionNumber number, Duration limit) {
        if (number == null || number.value() == null || number.incarnation() == null
                || number.incarnation().life() == null) {
            return Future.succeededFuture(Finding.unknown("its number, or which server that was, isn't known"));
        }
        CommitInquiry inquiry = new CommitInquiry(pool, number, limit);
        long timer = pool.vertx().setTimer(Math.max(1, limit.toMillis()), late -> inquiry.giveUp());
        inquiry.connect();
        return inquiry.finding.future().onComplete(found -> {
            pool.vertx().cancelTimer(timer);
            LOG.debugf("What became of transaction %s of datasource %s: %s", number.value(), pool.dataSource(), found);
        });
    }

    private void giveUp() {
        finding.tryComplete(Finding.unknown("within " + limit.toMillis() + " ms " + last));
    }

    private void connect() {
        pool.dedicated().connect().onComplete(arrived -> {
            if (arrived.failed()) {
                again(arrived.cause().getMessage(), this::connect);
            } else {
                compare(arrived.result());
            }
        });
    }

    private void compare(SqlConnection helper) {
        Future<Incarnation> asked = Incarnation.ask(helper);
        asked.onComplete(answer -> {
            Incarnation before = number.incarnation();
            if (answer.failed() || answer.result().system() != before.system()) {
                helper.close();
                again(answer.failed() ? answer.cause().getMessage() : "another server answered", this::connect);
            } else if (!answer.result().equals(before)) {
                helper.close();
                finding.tryComplete(Finding.unknown(answer.result().timeline().equals(before.timeline())
                        ? "the server has crashed since, and numbers that were lost are given out again"
                        : "another server was promoted since"));
            } else {
                status(helper);
            }
        });
    }

    private void status(SqlConnection helper) {
        if (finding.future().isComplete()) {
            helper.close();
            return;
        }
        helper.preparedQuery(STATUS).execute(Tuple.of(number.value())).onComplete(answer -> {
            if (answer.failed()) {
                helper.close();
                if (answer.cause() instanceof PgException refused && "22023".equals(refused.getSqlState())) {
                    finding.tryComplete(Finding.unknown("the server hasn't given out its number"));
                } else {
                    again(answer.cause().getMessage(), this::connect);
                }
                return;
            }
            Row row = answer.result().iterator().next();
            String status = String.valueOf(row.getString(0));
            if (status.equals("in progress")) {
                unfinished(helper);
                return;
            }
            helper.close();
            finding.tryComplete(switch (status) {
                case "committed" -> new Finding(Outcome.COMMITTED, null, !(backendEnded && row.getBoolean(1)));
                case "aborted" -> new Finding(Outcome.ROLLED_BACK, null, true);
                default -> Finding.unknown("the server has forgotten its number");
            });
        });
    }

    /** It may wait for synchronous standbys, or not know yet that nobody listens. */
    private void unfinished(SqlConnection helper) {
        boolean end = !backendEnded && System.nanoTime() - started > limit.toNanos() / 2;
        backendEnded |= end;
        Future<?> ended = end ? ServerPool.terminate(number.connection(), helper) : Future.succeededFuture();
        ended.onComplete(done -> again("it was still in progress", () -> status(helper)));
    }

    private void again(String why, Runnable step) {
        last = why;
        if (!finding.future().isComplete()) {
            pool.vertx().setTimer(PAUSE.toMillis(), now -> step.run());
        }
    }
}
