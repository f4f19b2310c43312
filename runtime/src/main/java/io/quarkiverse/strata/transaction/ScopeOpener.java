package io.quarkiverse.strata.transaction;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.Writes;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Sends a statement, and before it the SQL that opens the scopes that it is the first of. */
final class ScopeOpener {

    private static final Logger LOG = Logger.getLogger(ScopeOpener.class);
    private static final int SAVEPOINTS_TO_WARN = 32;

    private int savepoints;
    private final Session session;
    private final SessionSettings settings;

    ScopeOpener(Session session, SessionSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    SessionSettings settings() {
        return settings;
    }

    /** @param innermost the innermost scope that is open on the server */
    void send(Operation<?> operation, Scope innermost) {
        Deque<Scope> toOpen = new ArrayDeque<>();
        for (Scope scope = operation.scope(); scope != innermost; scope = scope.parent) {
            toOpen.push(scope);
        }
        SqlConnection sql = session.connection().sql();
        if (toOpen.isEmpty() || toOpen.peek().kind != Scope.Kind.TRANSACTION) {
            openSavepoints(toOpen, sql);
            send(operation, sql, Future.succeededFuture(), null);
            return;
        }
        Scope transaction = toOpen.pop();
        session.opened(transaction);
        if (settings.asksForOutcomes() && !transaction.options.readOnly()) {
            transaction.number = new TransactionNumber(session.connection());
        }
        Future<?> begin = sql.query(open(transaction, sql)).execute().onSuccess(done -> session.begun());
        if (goesTogether(operation)) {
            openSavepoints(toOpen, sql);
            send(operation, sql, begin, transaction);
            return;
        }
        begin.onComplete(answer -> {
            if (answer.failed()) {
                beginFailed(operation, transaction, answer.cause(), false);
            } else if (session.isLive(operation.scope())) {
                openSavepoints(toOpen, sql);
                send(operation, sql, begin, transaction);
            } else {
                session.ended(operation, Future.failedFuture(
                        Errors.scopeEnded(session.pool().dataSource(), operation.scope(), operation.text())));
            }
        });
    }

    /** A write in a transaction becomes permanent with its COMMIT, one on a lent connection at once. */
    private <R> Future<R> heard(Operation<R> operation, SqlConnection sql) {
        Listeners listeners = session.pool().listeners();
        if (!operation.statement().mayWrite() || listeners.commits().isEmpty()) {
            return operation.send(sql);
        }
        Scope transaction = operation.scope().enclosingTransaction();
        if (transaction != null) {
            transaction.writes.add(operation.statement());
            return operation.send(sql);
        }
        Writes writes = new Writes(session.pool().dataSource());
        writes.add(operation.statement());
        return listeners.heard(writes, sql, () -> operation.send(sql));
    }

    /** Behind a failed BEGIN a statement runs alone: a read does no harm there. */
    private boolean goesTogether(Operation<?> operation) {
        return switch (settings.pipelineBegin()) {
            case ALWAYS -> true;
            case READS -> !operation.writes();
            case NEVER -> false;
        };
    }

    /** SAVEPOINT needs no answer of its own: where it fails the transaction is aborted and so is the statement behind it. */
    private void openSavepoints(Deque<Scope> toOpen, SqlConnection sql) {
        for (Scope scope : toOpen) {
            session.opened(scope);
            sql.query(open(scope, sql)).execute();
            if (scope.testPart == null && ++savepoints == SAVEPOINTS_TO_WARN) {
                LOG.warnf(
                        "A transaction of datasource %s has opened %d savepoints: from 64 on every snapshot of the server and "
                                + "its standbys gets slower. Group the work, or use several transactions.",
                        session.pool().dataSource(), SAVEPOINTS_TO_WARN);
            }
        }
    }

    private static String open(Scope scope, SqlConnection sql) {
        return scope.openSql(sql.databaseMetadata().majorVersion());
    }

    /**
     * Where a setting behind BEGIN was refused the transaction is open and failed; where BEGIN itself was, none is, and what is
     * sent next would run alone. Only the server knows which.
     */
    private void beginFailed(Operation<?> operation, Scope transaction, Throwable failure, boolean ranAlone) {
        if (!transaction.beginHasSettings() || !Failures.isRefusal(failure)) {
            session.beginFailed(operation, failure, ranAlone, false);
            return;
        }
        session.connection().sql().query("SELECT 1").execute().onComplete(asked -> {
            boolean open = asked.failed() && "25P02".equals(Errors.sqlState(asked.cause()));
            if (asked.failed() && !open) {
                session.doubt();
            }
            session.beginFailed(operation, failure, ranAlone, open);
        });
    }

    /** Outside a transaction what was prepared before the schema changed is prepared and sent once more. */
    private <R> Future<R> sent(Operation<R> operation, SqlConnection sql) {
        Future<R> sent = heard(operation, sql);
        return operation.scope().enclosingTransaction() != null ? sent
                : sent.recover(failure -> Failures.isStalePlan(failure) ? heard(operation, sql) : Future.failedFuture(failure));
    }

    private <R> void send(Operation<R> operation, SqlConnection sql, Future<?> begin, Scope begun) {
        Future<R> sent = sent(operation, sql);
        Scope transaction = operation.scope().enclosingTransaction();
        if (operation.statement().mayWrite() && transaction != null && transaction.number != null) {
            transaction.number.ask();
        }
        sent.onComplete(result -> begin.onComplete(opened -> {
            if (opened.failed()) {
                boolean ranAlone = operation.writes()
                        && (result.succeeded() || !"25P02".equals(Errors.sqlState(result.cause())));
                beginFailed(operation, begun, opened.cause(), ranAlone);
            } else {
                session.ended(operation, result);
            }
        }));
    }
}
