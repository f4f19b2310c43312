package io.quarkiverse.strata.transaction;

import java.util.concurrent.atomic.AtomicReference;

import io.vertx.core.Vertx;

/**
 * Bounds the wait for a turn in a test's transaction: what would have a connection of its own shares one there, so a statement
 * may wait for work that waits for it.
 */
final class TurnLimit {

    private TurnLimit() {
    }

    /** The operation as it is, unless it belongs to a test's transaction. */
    static <R> Operation<R> guard(Operation<R> operation) {
        Scope scope = operation.scope();
        if (scope.testPart == null) {
            return operation;
        }
        Session session = scope.session;
        Vertx vertx = session.pool().vertx();
        AtomicReference<Operation<R>> guarded = new AtomicReference<>();
        long timer = vertx.setTimer(scope.testPart.turnLimit().toMillis(), expired -> {
            if (session.withdraw(guarded.get())) {
                guarded.get().fail(Errors.noTurn(session.pool().dataSource(), session.top(), operation.text(),
                        scope.testPart.turnLimit()));
            }
        });
        guarded.set(new Operation<>(scope, operation.statement(), connection -> {
            vertx.cancelTimer(timer);
            return operation.body().apply(connection);
        }, result -> {
            vertx.cancelTimer(timer);
            operation.done().accept(result);
        }));
        return guarded.get();
    }
}
