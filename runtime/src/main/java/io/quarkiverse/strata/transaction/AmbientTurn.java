package io.quarkiverse.strata.transaction;

import java.util.function.Consumer;

import io.quarkiverse.strata.transaction.TestPart.Turns;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;

/**
 * What sharing one connection among all callers of a test takes. A connection answers on the context of whoever took it, so
 * each answer is carried to the context of its own caller. And a statement may wait for work that waits for it, so the wait
 * for a turn ends when nothing moves for a while.
 */
final class AmbientTurn<R> {

    private final Session session;
    private final Turns turns;
    private final Operation<R> waiting;
    private long timer;
    private boolean begun;

    private AmbientTurn(Operation<R> operation) {
        Scope scope = operation.scope();
        Consumer<AsyncResult<R>> done = onThisContext(operation.done());
        this.session = scope.session;
        this.turns = scope.testPart.turns();
        this.waiting = new Operation<>(scope, operation.statement(), operation.described(),
                connection -> begin(operation, connection),
                result -> {
                    end();
                    done.accept(result);
                });
    }

    /** The operation as it is, unless it belongs to a test's transaction. */
    static <R> Operation<R> of(Operation<R> operation) {
        if (operation.scope().testPart == null) {
            return operation;
        }
        AmbientTurn<R> turn = new AmbientTurn<>(operation);
        turn.await();
        return turn.waiting;
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

    private synchronized void await() {
        int before = turns.begun().get();
        timer = session.pool().vertx().setTimer(turns.limit().toMillis(), expired -> {
            if (turns.running().get() > 0 || turns.begun().get() != before) {
                await();
            } else if (session.withdraw(waiting)) {
                waiting.fail(Errors.noTurn(session.pool().dataSource(), session.top(), waiting.text(), turns.limit()));
            }
        });
    }

    private Future<R> begin(Operation<R> operation, SqlConnection connection) {
        synchronized (this) {
            begun = true;
        }
        turns.begin();
        return operation.body().apply(connection);
    }

    private synchronized void end() {
        session.pool().vertx().cancelTimer(timer);
        if (begun) {
            begun = false;
            turns.running().decrementAndGet();
        }
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
