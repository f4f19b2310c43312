package io.quarkiverse.strata.transaction;

import java.time.Duration;

import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.Outcome;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/** Sends the SQL that ends scopes, and tells the session what the server's answer means. */
final class ScopeEnder {

    /** DISCARD ALL without its DEALLOCATE: the driver goes on using the statements that it has prepared. */
    private static final String CLEAN_UP = "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ROLE; RESET ALL; UNLISTEN *; "
            + "SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES";
    private static final int ATTEMPTS = 3;

    private final Session session;
    private final Endings endings;
    private final String dataSource;
    private final Listeners listeners;
    private final Duration outcomeLimit;

    ScopeEnder(Session session, Endings endings, Duration outcomeLimit) {
        this.outcomeLimit = outcomeLimit;
        this.session = session;
        this.endings = endings;
        this.dataSource = session.pool().dataSource();
        this.listeners = session.pool().listeners();
    }

    /** Whatever a borrower left in the server's session must not reach the next one. */
    void cleanUp(Ending ending) {
        session.connection().sql().query(CLEAN_UP).execute().onComplete(answer -> {
            if (answer.failed()) {
                session.doubt();
            }
            endings.finish(ending, null);
        });
    }

    /** Commits or releases. A COMMIT waits for the transaction's number, or nobody could ask after it. */
    void keep(Ending ending) {
        TransactionNumber number = ending.scope.number;
        if (number == null) {
            keepNow(ending);
        } else {
            number.arrived().onComplete(known -> {
                if (number.lost() == null) {
                    keepNow(ending);
                } else {
                    session.doubt();
                    session.left(ending.scope, Outcome.ROLLED_BACK);
                    endings.finish(ending, neverCommitted(number.lost()));
                }
            });
        }
    }

    private Throwable neverCommitted(Throwable cause) {
        return Errors.neverCommitted(dataSource, session.server().translate(session.connection().reasonOf(cause), "COMMIT"));
    }

    private void keepNow(Ending ending) {
        Scope scope = ending.scope;
        if (scope.writes == null || scope.writes.isEmpty()) {
            sendKeep(ending, false);
            return;
        }
        listeners.before(scope.writes).onComplete(allowed -> {
            if (allowed.succeeded()) {
                sendKeep(ending, true);
            } else {
                listeners.ended(scope.writes, Outcome.ROLLED_BACK);
                undo(scope, ending, Failures.translate(allowed.cause(), dataSource, scope.keepText()));
            }
        });
    }

    /** @param heard whether somebody hears of it */
    private void sendKeep(Ending ending, boolean heard) {
        Scope scope = ending.scope;
        SqlConnection sql = session.connection().sql();
        CommitWarning warning = scope.kind == Scope.Kind.TRANSACTION ? CommitWarning.listen(session.connection()) : null;
        Future<?> kept = sql.query(scope.keepSql()).execute();
        Future<Void> behind = heard ? listeners.behind(scope.writes, sql) : Future.succeededFuture();
        kept.onComplete(answer -> Listeners.inTime(behind).onComplete(done -> {
            Throwable unreplicated = warning == null ? null : warning.stop(dataSource);
            Outcome outcome = outcome(scope, answer);
            if (outcome != Outcome.UNKNOWN || scope.number == null) {
                tell(scope, heard, outcome);
                end(ending, outcome, answer, unreplicated);
                return;
            }
            session.doubt();
            CommitInquiry.make(session.pool(), scope.number, outcomeLimit, session.markers(), scope).onSuccess(found -> {
                tell(scope, heard, found.outcome());
                session.left(scope, found.outcome());
                endings.finish(ending, found.outcome() == Outcome.COMMITTED && unreplicated != null ? unreplicated
                        : failure(found, answer.cause()));
            });
        }));
    }

    private void tell(Scope scope, boolean heard, Outcome outcome) {
        if (heard) {
            listeners.ended(scope.writes, outcome);
            scope.parent.takeOver(scope.writes);
        }
    }

    private void end(Ending ending, Outcome outcome, AsyncResult<?> answer, Throwable unreplicated) {
        if (answer.succeeded()) {
            session.left(ending.scope, Outcome.COMMITTED);
            if (ending.scope.marker != null) {
                session.markers().isOver(ending.scope.marker);
            }
            endings.finish(ending, unreplicated);
        } else {
            notKept(ending, outcome, answer.cause());
        }
    }

    private Throwable failure(CommitInquiry.Finding found, Throwable cause) {
        Throwable translated = session.server().translate(session.connection().reasonOf(cause), "COMMIT");
        return switch (found.outcome()) {
            case COMMITTED -> found.replicated() ? null : Errors.notReplicated(dataSource);
            case ROLLED_BACK -> Errors.commitLost(dataSource, translated);
            case UNKNOWN -> Errors.commitUnknown(dataSource, found.reason(), translated);
        };
    }

    /** Of one that can only read nothing is there, whatever happened. */
    private static Outcome outcome(Scope scope, AsyncResult<?> answer) {
        if (answer.succeeded()) {
            return Outcome.COMMITTED;
        }
        return Failures.isRefusal(answer.cause()) || wasNeverSent(answer.cause()) || scope.options.readOnly()
                ? Outcome.ROLLED_BACK
                : Outcome.UNKNOWN;
    }

    private void notKept(Ending ending, Outcome outcome, Throwable cause) {
        Scope scope = ending.scope;
        Throwable translated = session.server().translate(session.connection().reasonOf(cause), scope.keepText());
        if (Failures.isRefusal(cause)) {
            if (scope.marker != null && "42P01".equals(Errors.sqlState(cause))) {
                session.markers().forget();
            }
            undo(scope, ending, "25P02".equals(Errors.sqlState(cause))
                    ? Errors.rolledBack(dataSource, scope, scope.firstFailure)
                    : translated);
            return;
        }
        session.doubt();
        session.left(scope, outcome);
        if (scope.kind != Scope.Kind.TRANSACTION || scope.options.readOnly()) {
            endings.finish(ending, translated);
        } else {
            endings.finish(ending, outcome == Outcome.ROLLED_BACK ? neverCommitted(cause)
                    : Errors.commitUnknown(dataSource, "outcomes aren't asked for: "
                            + "quarkus.strata.transactions.outcome-limit is 0", translated));
        }
    }

    /** The driver knew that the connection was gone, so COMMIT never left and the server has rolled back. */
    private static boolean wasNeverSent(Throwable cause) {
        return String.valueOf(cause.getMessage()).startsWith("Connection is not active now");
    }

    /**
     * Rolls a scope back. A rollback that the server doesn't confirm makes the connection one to throw away.
     *
     * @param ending what is over with it, null when more is to be ended
     * @param outcome the failure to tell then, null for none
     */
    void undo(Scope scope, Ending ending, Throwable outcome) {
        undo(scope, ending, outcome, ATTEMPTS);
    }

    private void undo(Scope scope, Ending ending, Throwable outcome, int attempts) {
        session.connection().sql().query(scope.undoSql()).execute().onComplete(answer -> {
            if (answer.failed() && Failures.isRefusal(answer.cause()) && attempts > 1) {
                undo(scope, ending, outcome, attempts - 1); // a cancel from outside, meant for a statement, hit it
                return;
            }
            undone(scope, answer);
            endings.finish(ending, outcome);
        });
    }

    private void undone(Scope scope, AsyncResult<RowSet<Row>> answer) {
        if (answer.failed() && scope.kind == Scope.Kind.SAVEPOINT && Failures.isRefusal(answer.cause())) {
            scope.parent.setRollbackOnly(answer.cause()); // it was never set: the transaction had failed already
        } else if (answer.failed()) {
            session.doubt();
        }
        session.left(scope, Outcome.ROLLED_BACK);
    }
}
