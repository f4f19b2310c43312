package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.execution.Writes;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;

/**
 * One statement on a connection of a pool, its own transaction. Cancelling drops it while it waits for a connection; a read
 * that runs is cancelled in the server; a write that runs is its own COMMIT and goes on to its end. The connection goes back
 * when both the statement and the cancel request have ended. A read that a replica can't answer, or not with what it must see,
 * is run on the primary. What was prepared before the schema changed is prepared and sent once more.
 */
public final class PooledCallUni<R> extends AbstractUni<R> {

    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(5);

    private final Router router;
    private final Supplier<Call<R>> supplier;

    public PooledCallUni(Router router, Supplier<Call<R>> supplier) {
        this.router = router;
        this.supplier = supplier;
    }

    @Override
    public void subscribe(UniSubscriber<? super R> subscriber) {
        Run<R> run = new Run<>(router.primary(), subscriber);
        subscriber.onSubscribe(run);
        Call<R> call;
        try {
            call = supplier.get();
        } catch (Throwable mistake) {
            run.fail(mistake);
            return;
        }
        PrimaryPool primary = router.primary();
        if (!primary.keepsSessions()) {
            call.throughPooler();
        }
        run.start(call.watchedBy(primary.listeners().statements(), primary.dataSource(), false),
                router.forRead(call.statement(), call.options()));
    }

    private static final class Run<R> implements UniSubscription, Holder {

        private final PrimaryPool primary;
        private final UniSubscriber<? super R> downstream;
        private ServerPool pool;
        private Lease lease;
        private Attempt attempt;
        private Call<R> call;
        private Writes writes;
        private PhysicalConnection connection;
        private boolean cancelled;
        private boolean running;
        private boolean cancelUnderWay;
        private boolean sentAgain;
        /** When it was first cut off on the primary; null before. */
        private Long cutOff;

        Run(PrimaryPool primary, UniSubscriber<? super R> downstream) {
            this.primary = primary;
            this.downstream = downstream;
            this.pool = primary;
            this.lease = new Lease(primary);
        }

        void start(Call<R> toRun, Route route) {
            Lease first;
            synchronized (this) {
                if (cancelled) {
                    return;
                }
                call = toRun;
                writes = writes();
                if (route.replica() != null) {
                    attempt = new Attempt(route);
                    pool = route.replica().pool();
                    lease = new Lease(pool);
                }
                first = lease;
            }
            first.acquire(this, this::send, this::notAcquired);
        }

        /** What those hear who listen to commits; null where there is nothing to hear. */
        private Writes writes() {
            if (!call.statement().mayWrite() || primary.listeners().commits().isEmpty()) {
                return null;
            }
            Writes own = new Writes(primary.dataSource());
            own.add(call.statement());
            return own;
        }

        @Override
        public String doing() {
            return call.described();
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
            call.boundedBy(primary.resultLimits(), arrived.received(), tellAtOnce(arrived)).doubtedBy(lease::doubt);
            Future<R> result;
            if (attempt != null) {
                result = attempt.run(call, arrived.sql());
            } else if (writes != null) {
                result = primary.listeners().heard(writes, arrived.sql(), call.isSentInSteps(),
                        () -> call.run(arrived.sql(), pool.name()));
            } else {
                result = call.run(arrived.sql(), pool.name());
            }
            result.onComplete(this::ended);
        }

        private void ended(AsyncResult<R> result) {
            if (result.failed() && (moveOn(result.cause()) || sendAgain(result.cause()))) {
                return;
            }
            boolean deliver;
            boolean giveBack;
            synchronized (this) {
                running = false;
                deliver = !cancelled;
                giveBack = !cancelUnderWay;
            }
            if (giveBack) {
                giveBack(lease, connection, result.cause());
            }
            Throwable failure = result.succeeded() ? null : translate(result.cause());
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

        /**
         * Who hears that the result is too large before its end. A write is told with its end, when it is known what became of
         * it, and a replica's answer may be one that doesn't count.
         */
        private Consumer<Throwable> tellAtOnce(PhysicalConnection asked) {
            if (call.writes() || attempt != null) {
                return failure -> {
                };
            }
            Context caller = Vertx.currentContext();
            return failure -> {
                if (caller == null) {
                    exceeded(asked, failure);
                } else {
                    caller.runOnContext(now -> exceeded(asked, failure));
                }
            };
        }

        /** Nobody waits for the rest. */
        private void exceeded(PhysicalConnection asked, Throwable failure) {
            synchronized (this) {
                if (cancelled || !running || connection != asked) {
                    return;
                }
            }
            cancel();
            downstream.onFailure(failure);
        }

        /** Sends it again where it was refused for the schema's sake, once. */
        private boolean sendAgain(Throwable failure) {
            PhysicalConnection same;
            synchronized (this) {
                if (cancelled || !Failures.isStalePlan(failure)) {
                    return false;
                }
                if (sentAgain) {
                    lease.doubt();
                    return false;
                }
                sentAgain = true;
                running = false;
                writes = writes();
                same = connection;
            }
            send(same);
            return true;
        }

        /** Runs it on the primary instead, or there again, each once. @return false when it belongs nowhere else */
        private boolean moveOn(Throwable failure) {
            Lease before;
            Lease next;
            Attempt failed = attempt;
            PhysicalConnection broken;
            synchronized (this) {
                if (cancelled || !(failed == null ? wasCutOff(failure) : failed.isWorthThePrimary(call, failure))) {
                    return false;
                }
                cutOff = failed == null && cutOff == null ? (Long) System.nanoTime() : cutOff;
                before = lease;
                broken = connection;
                attempt = null;
                running = false;
                connection = null;
                pool = primary;
                lease = new Lease(primary);
                next = lease;
            }
            giveBack(before, broken, failure);
            if (failed != null) {
                failed.bounced(failure);
            }
            next.acquire(this, this::send, this::fail);
            return true;
        }

        /**
         * Whether it is a read that the end of a connection has cut off: what only reads may be run again. Once, but that those
         * that
         * were open then break one after the other, too.
         */
        private boolean wasCutOff(Throwable failure) {
            return connection != null && (cutOff == null || connection.isOpenedBefore(cutOff))
                    && call.statement().readsOnly() && ReplicaPool.isConnection(failure);
        }

        private static void giveBack(Lease lease, PhysicalConnection connection, Throwable failure) {
            if (connection != null && failure != null && !(failure instanceof PgException)) {
                connection.afterwards(lease::release);
            } else {
                lease.release();
            }
        }

        private void notAcquired(Throwable failure) {
            if (!moveOn(failure)) {
                fail(failure);
            }
        }

        void fail(Throwable failure) {
            synchronized (this) {
                if (cancelled) {
                    return;
                }
            }
            Throwable translated = translate(failure);
            if (call != null) {
                call.ended(translated);
            }
            downstream.onFailure(translated);
        }

        private Throwable translate(Throwable failure) {
            return pool.translate(failure, call == null ? null : call.text());
        }

        @Override
        public void cancel() {
            Lease held;
            PhysicalConnection toCancel;
            synchronized (this) {
                if (cancelled) {
                    return;
                }
                cancelled = true;
                if (running && (call.writes() || !connection.canBeCancelled())) {
                    return; // detached: it gives its connection back at its end
                }
                cancelUnderWay = running;
                held = lease;
                toCancel = connection;
            }
            if (!cancelUnderWay) {
                if (toCancel == null) {
                    held.release();
                }
                return;
            }
            pool.vertx().setTimer(CANCEL_LIMIT.toMillis(), expired -> held.discard());
            askToCancel(toCancel, held, PhysicalConnection.CANCEL_AGAIN_MILLIS);
        }

        /** The server drops a request that finds it between two messages of a statement: what still runs is asked again. */
        private void askToCancel(PhysicalConnection target, Lease held, long wait) {
            target.cancelRunning().onComplete(sent -> {
                boolean giveBack;
                synchronized (this) {
                    cancelUnderWay = false;
                    giveBack = !running;
                }
                if (sent.failed()) {
                    held.discard();
                } else if (giveBack) {
                    held.release();
                } else {
                    pool.vertx().setTimer(wait, late -> askAgain(target, held, wait));
                }
            });
        }

        private void askAgain(PhysicalConnection target, Lease held, long waited) {
            synchronized (this) {
                if (!running) {
                    return;
                }
                cancelUnderWay = true;
            }
            askToCancel(target, held, 2 * waited);
        }
    }
}
