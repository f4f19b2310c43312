package io.quarkiverse.strata.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;

/**
 * Who hears of what a datasource does.
 *
 * @param statements hear of each statement
 * @param commits hear of what becomes permanent
 * @param transactions hear of each transaction
 * @param acquisitions hear of each wait for a connection
 * @param callSites finds out where calls are made
 */
public record Listeners(List<StatementListener> statements, List<CommitListener> commits,
        List<TransactionListener> transactions, List<AcquireListener> acquisitions, CallSites callSites) {

    private static final Logger LOG = Logger.getLogger(Listeners.class);
    private static final Duration BEHIND_LIMIT = Duration.ofSeconds(1);

    /** Nobody. */
    public static final Listeners NONE = new Listeners(List.of(), List.of());

    /** Without looking for call sites. */
    public Listeners(List<StatementListener> statements, List<CommitListener> commits) {
        this(statements, commits, List.of(), List.of(), CallSites.NONE);
    }

    /** Sends a write that is its own COMMIT, between those who hear of it. */
    public <R> Future<R> heard(Writes writes, SqlConnection connection, Supplier<Future<R>> send) {
        return heard(writes, connection, false, send);
    }

    /** As the other. @param inSteps whether not all of it is on its way when {@code send} returns */
    public <R> Future<R> heard(Writes writes, SqlConnection connection, boolean inSteps, Supplier<Future<R>> send) {
        return before(writes).compose(allowed -> {
            Future<R> result = send.get();
            Future<Void> behind = inSteps ? result.transform(answer -> behind(writes, connection))
                    : behind(writes, connection);
            return result.transform(answer -> inTime(behind).transform(done -> {
                ended(writes, answer.succeeded() ? Outcome.COMMITTED : Failures.outcomeOfWrite(answer.cause()));
                return result;
            }));
        }, refused -> {
            ended(writes, Outcome.ROLLED_BACK);
            return Future.failedFuture(refused);
        });
    }

    /** {@link AcquireListener#acquired} of all; what one throws is its own matter. */
    public void acquired(String dataSource, String server, long nanos, boolean lent) {
        for (AcquireListener listener : acquisitions) {
            try {
                listener.acquired(dataSource, server, nanos, lent);
            } catch (RuntimeException e) {
                LOG.debugf(e, "%s failed", listener.getClass().getName());
            }
        }
    }

    /** {@link StatementListener#forCall} of all. */
    static List<StatementListener> forCall(List<StatementListener> listeners) {
        List<StatementListener> all = listeners;
        for (int i = 0; i < listeners.size(); i++) {
            StatementListener own = listeners.get(i).forCall();
            if (own != listeners.get(i)) {
                all = all == listeners ? new ArrayList<>(listeners) : all;
                all.set(i, own);
            }
        }
        return all;
    }

    /** {@link StatementListener#ended} of all; what one throws is its own matter. */
    static void ended(List<StatementListener> listeners, StatementRun run) {
        for (StatementListener listener : listeners) {
            try {
                listener.ended(run);
            } catch (RuntimeException e) {
                LOG.debugf(e, "%s failed", listener.getClass().getName());
            }
        }
    }

    /** {@link CommitListener#before} of all, in turn. */
    public Future<Void> before(Writes writes) {
        Future<Void> all = Future.succeededFuture();
        for (CommitListener listener : commits) {
            all = all.compose(done -> listener.before(writes));
        }
        return all;
    }

    /** {@link CommitListener#behind} of all, at once. Never fails. */
    public Future<Void> behind(Writes writes, SqlConnection connection) {
        if (commits.isEmpty()) {
            return Future.succeededFuture();
        }
        return Future.join(commits.stream().map(listener -> listener.behind(writes, connection)).toList()).otherwiseEmpty()
                .mapEmpty();
    }

    /** What came of {@link #behind}, waited for as long as is bearable for a caller whose own answer has come. */
    public static Future<Void> inTime(Future<Void> behind) {
        Context current = Vertx.currentContext();
        if (behind.isComplete() || current == null) {
            return behind;
        }
        Promise<Void> inTime = Promise.promise();
        long timer = current.owner().setTimer(BEHIND_LIMIT.toMillis(), expired -> inTime.tryComplete());
        behind.onComplete(done -> {
            current.owner().cancelTimer(timer);
            inTime.tryComplete();
        });
        return inTime.future();
    }

    /** {@link CommitListener#ended} of all. */
    public void ended(Writes writes, Outcome outcome) {
        for (CommitListener listener : commits) {
            listener.ended(writes, outcome);
        }
    }
}
