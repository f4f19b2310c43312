package io.quarkiverse.strata.transaction;

import java.util.function.Supplier;

import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.OwnQuery;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;

/**
 * One statement in a scope. Cancelling drops it while it waits; once it runs it goes on to its end and its result is dropped.
 */
final class OperationUni<R> extends AbstractUni<R> {

    private final Scope scope;
    private final Supplier<Call<R>> supplier;

    OperationUni(Scope scope, Supplier<Call<R>> supplier) {
        this.scope = scope;
        this.supplier = supplier;
    }

    @Override
    public void subscribe(UniSubscriber<? super R> subscriber) {
        Run<R> run = new Run<>(scope.session, subscriber);
        subscriber.onSubscribe(run);
        try {
            PrimaryPool pool = scope.session.pool();
            Call<R> call = supplier.get().watchedBy(pool.listeners().statements(), pool.dataSource(), true);
            Circles.refuse(scope, subscriber.context(), call.text());
            if (call.writes() && call.statement() instanceof OwnQuery<?> && scope.options.readOnly()) {
                throw Errors.notifyReadOnly(pool.dataSource(), scope);
            }
            run.submit(AmbientTurn.of(new Operation<>(scope, call.statement(), call::described,
                    sql -> call.boundedBy(pool.resultLimits(), scope.session.connection().received(), failure -> {
                    }).doubtedBy(scope.session::doubt).run(sql, scope.session.server().name(),
                            scope.enclosingTransaction() != null),
                    result -> {
                        call.ended(result.cause());
                        run.ended(result);
                    })));
        } catch (Throwable mistake) {
            run.fail(mistake);
        }
    }

    private static final class Run<R> implements UniSubscription {

        private final Session session;
        private final UniSubscriber<? super R> downstream;
        private Operation<R> operation;
        private boolean over;

        Run(Session session, UniSubscriber<? super R> downstream) {
            this.session = session;
            this.downstream = downstream;
        }

        void submit(Operation<R> toRun) {
            synchronized (this) {
                if (over) {
                    return;
                }
                operation = toRun;
            }
            session.submit(toRun);
        }

        void ended(AsyncResult<R> result) {
            if (!finish()) {
                return;
            }
            if (result.succeeded()) {
                downstream.onItem(result.result());
            } else {
                downstream.onFailure(result.cause());
            }
        }

        void fail(Throwable mistake) {
            if (finish()) {
                downstream.onFailure(mistake);
            }
        }

        @Override
        public void cancel() {
            if (finish() && operation != null) {
                session.withdraw(operation);
            }
        }

        private synchronized boolean finish() {
            boolean first = !over;
            over = true;
            return first;
        }
    }
}
