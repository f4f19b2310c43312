package io.quarkiverse.strata.transaction;

import java.util.ArrayDeque;
import java.util.Deque;

import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.Writes;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Sends a statement, and before it the SQL that opens the scopes that it is the first of. */
final class ScopeOpener {

    private final Session session;
    private final PipelineBegin pipelineBegin;

    ScopeOpener(Session session, PipelineBegin pipelineBegin) {
        this.session = session;
        this.pipelineBegin = pipelineBegin;
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
            send(operation, sql, Future.succeededFuture());
            return;
        }
        Scope transaction = toOpen.pop();
        session.markOpen(transaction);
        Future<?> begin = sql.query(transaction.openSql()).execute().onSuccess(done -> session.confirmBegin());
        if (goesTogether(operation)) {
            openSavepoints(toOpen, sql);
            send(operation, sql, begin);
            return;
        }
        begin.onComplete(answer -> {
            if (answer.failed()) {
                session.beginFailed(operation, answer.cause(), false);
            } else if (session.isLive(operation.scope())) {
                openSavepoints(toOpen, sql);
                send(operation, sql, begin);
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
        return switch (pipelineBegin) {
            case ALWAYS -> true;
            case READS -> !operation.writes();
            case NEVER -> false;
        };
    }

    /** SAVEPOINT needs no answer of its own: where it fails the transaction is aborted and so is the statement behind it. */
    private void openSavepoints(Deque<Scope> toOpen, SqlConnection sql) {
        for (Scope scope : toOpen) {
            session.markOpen(scope);
            sql.query(scope.openSql()).execute();
        }
    }

    private <R> void send(Operation<R> operation, SqlConnection sql, Future<?> begin) {
        heard(operation, sql).onComplete(result -> begin.onComplete(opened -> {
            if (opened.failed()) {
                session.beginFailed(operation, opened.cause(), operation.writes());
            } else {
                session.ended(operation, result);
            }
        }));
    }
}
