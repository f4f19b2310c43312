package io.quarkiverse.strata.transaction;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * What sharing one connection among all callers of a test takes. A connection answers on the context of whoever took it, so
 * each answer is carried to the context of its own caller. And a statement may wait for work that waits for it, so the wait
 * for a turn is bounded.
 */
final class AmbientTurn {

    private AmbientTurn() {
    }

    /** The operation as it is, unless it belongs to a test's transaction. */
    static <R> Operation<R> of(Operation<R> operation) {
        Scope scope = operation.scope();
        if (scope.testPart == null) {
            return operation;
        }
        Session session = scope.session;
        Vertx vertx = session.pool().vertx();
        Consumer<AsyncResult<R>> done = onThisContext(operation.done());
        AtomicReference<Operation<R>> bounded = new AtomicReference<>();
        long timer = vertx.setTimer(scope.testPart.turnLimit().toMillis(), expired -> {
            if (session.withdraw(bounded.get())) {
                bounded.get().fail(Errors.noTurn(session.pool().dataSource(), session.top(), operation.text(),
                        scope.testPart.turnLimit()));
            }
        });
        bounded.set(new Operation<>(scope, operation.statement(), connection -> {
            vertx.cancelTimer(timer);
            return operation.body().apply(connection);
        }, result -> {
            vertx.cancelTimer(timer);
            done.accept(result);
        }));
        return bounded.get();
    }

    /** The outcome of a scope's end, as it is unless the scope belongs to a test's transaction. */
    static Future<Void> of(Scope scope, Future<Void> outcome) {
        if (scope.testPart == null) {
            return outcome;
        }
        Promise<Void> here = Promise.promise();
        outcome.onComplete(onThisContext((AsyncResult<Void> result) -> here.handle(result))::accept);
        return here.future();
    }

    private static <R> Consumer<AsyncResult<R>> onThisContext(Consumer<AsyncResult<R>> done) {
        Context caller = Vertx.currentContext();
        return caller == null ? done : result -> {
            if (Vertx.currentContext() == caller) {
                done.accept(result);
            } else {
                caller.runOnContext(back -> done.accept(result));
            }
        };
    }
}
