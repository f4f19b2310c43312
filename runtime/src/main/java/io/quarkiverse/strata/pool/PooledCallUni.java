package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.function.Supplier;

import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.execution.Writes;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;

/**
 * One statement on a connection of the pool, its own transaction. Cancelling drops it while it waits for a connection; a read
 * that runs is cancelled in the server; a write that runs is its own COMMIT and goes on to its end. The connection goes back
 * when both the statement and the cancel request have ended.
 */
public final class PooledCallUni<R> extends AbstractUni<R> {

    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(5);

    private final PrimaryPool pool;
    private final Supplier<Call<R>> supplier;

    public PooledCallUni(PrimaryPool pool, Supplier<Call<R>> supplier) {
        this.pool = pool;
        this.supplier = supplier;
    }

    @Override
    public void subscribe(UniSubscriber<? super R> subscriber) {
        Run<R> run = new Run<>(pool, subscriber);
        subscriber.onSubscribe(run);
        Call<R> call;
        try {
            call = supplier.get();
        } catch (Throwable mistake) {
            run.fail(mistake);
            return;
        }
        run.start(call.watchedBy(pool.listeners().statements(), pool.dataSource(), false));
    }

    private static final class Run<R> implements UniSubscription {

        private final PrimaryPool pool;
        private final UniSubscriber<? super R> downstream;
        private final Lease lease;
        private Call<R> call;
        private Writes writes;
        private PhysicalConnection connection;
        private boolean cancelled;
        private boolean running;
        private boolean cancelUnderWay;
        private boolean cancelSent;

        Run(PrimaryPool pool, UniSubscriber<? super R> downstream) {
            this.pool = pool;
            this.downstream = downstream;
            this.lease = new Lease(pool);
        }

        void start(Call<R> toRun) {
            synchronized (this) {
                if (cancelled) {
                    return;
                }
                call = toRun;
                if (toRun.writes() && !pool.listeners().commits().isEmpty()) {
                    writes = new Writes(pool.dataSource());
                    writes.add(toRun.statement());
                }
            }
            lease.acquire(this::send, this::fail);
        }

        private void send(PhysicalConnection arrived) {
            synchronized (this) {
                if (cancelled) {
                    lease.release();
                    return;
                }
                connection = arrived;
                running = true;
            }
            Future<R> result = writes == null ? call.run(arrived.sql())
                    : pool.listeners().heard(writes, arrived.sql(), () -> call.run(arrived.sql()));
            result.onComplete(this::ended);
        }

        private void ended(AsyncResult<R> result) {
            boolean deliver;
            boolean giveBack;
            synchronized (this) {
                running = false;
                deliver = !cancelled;
                giveBack = !cancelUnderWay;
                cancelSent &= result.succeeded() || !Failures.isCancelled(result.cause());
            }
            if (giveBack) {
                giveBack();
            }
            Throwable failure = result.succeeded() ? null
                    : Failures.translate(result.cause(), pool.dataSource(), call.text());
            call.ended(failure);
            if (!deliver) {
                return;
            }
            if (failure == null) {
                downstream.onItem(result.result());
            } else {
                downstream.onFailure(failure);
            }
        }

        void fail(Throwable failure) {
            synchronized (this) {
                if (cancelled) {
                    return;
                }
            }
            Throwable translated = Failures.translate(failure, pool.dataSource(), call == null ? null : call.text());
            if (call != null) {
                call.ended(translated);
            }
            downstream.onFailure(translated);
        }

        @Override
        public void cancel() {
            synchronized (this) {
                if (cancelled) {
                    return;
                }
                cancelled = true;
                if (running && call.writes()) {
                    return; // detached: it gives its connection back at its end
                }
                cancelUnderWay = running;
                cancelSent = running;
            }
            if (!cancelUnderWay) {
                if (connection == null) {
                    lease.release();
                }
                return;
            }
            pool.vertx().setTimer(CANCEL_LIMIT.toMillis(), expired -> lease.discard());
            connection.cancelRunning().onComplete(sent -> {
                boolean giveBack;
                synchronized (this) {
                    cancelUnderWay = false;
                    cancelSent &= sent.succeeded();
                    giveBack = !running;
                }
                if (giveBack) {
                    giveBack();
                }
            });
        }

        /** A cancel request that found nothing to cancel is still on its way, and must not hit the next borrower. */
        private void giveBack() {
            if (!cancelSent) {
                lease.release();
                return;
            }
            connection.absorbCancel().onComplete(absorbed -> {
                if (absorbed.result()) {
                    lease.release();
                } else {
                    lease.discard();
                }
            });
        }
    }
}
