package io.quarkiverse.strata.execution;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Vertx;

/** A call that may take only so long: its own limit, or what its request's deadline leaves it. */
public final class TimedUni<R> extends AbstractUni<R> {

    /** How much later than its time a write's answer may come, before nobody waits for it any more. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private static final Duration SOON = Duration.ofMillis(1);

    private final Duration limit;
    private final Supplier<Call<R>> supplier;
    private final Function<Supplier<Call<R>>, Uni<R>> runner;

    /** @param limit null for the deadline alone */
    public TimedUni(Duration limit, Supplier<Call<R>> supplier, Function<Supplier<Call<R>>, Uni<R>> runner) {
        this.limit = limit;
        this.supplier = supplier;
        this.runner = runner;
    }

    @Override
    public void subscribe(UniSubscriber<? super R> subscriber) {
        Duration least = Deadline.within(subscriber.context(), limit);
        if (least == null) {
            AbstractUni.subscribe(runner.apply(supplier), subscriber);
            return;
        }
        if (least.isNegative() || least.isZero()) {
            Uni.createFrom().<R> failure(Failures.deadlineOver()).subscribe().withSubscriber(subscriber);
            return;
        }
        String described = least.equals(limit) ? "its timeout of " + TimeLimit.text(limit)
                : "the " + TimeLimit.text(least) + " that its request had left (quarkus.strata.http.deadline)";
        Run<R> run = new Run<>(new TimeLimit(least, described), subscriber);
        AbstractUni.subscribe(runner.apply(() -> run.limited(supplier.get())), run);
    }

    private static final class Run<R> implements UniSubscriber<R>, UniSubscription {

        private final TimeLimit limit;
        private final UniSubscriber<? super R> downstream;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile UniSubscription upstream;
        private volatile Call<R> call;
        private Runnable timer = () -> {
        };

        Run(TimeLimit limit, UniSubscriber<? super R> downstream) {
            this.limit = limit;
            this.downstream = downstream;
        }

        Call<R> limited(Call<R> toRun) {
            call = toRun.limitedBy(limit);
            return call;
        }

        @Override
        public Context context() {
            return downstream.context();
        }

        @Override
        public void onSubscribe(UniSubscription subscription) {
            upstream = subscription;
            schedule(limit.limit(), this::expired);
            downstream.onSubscribe(this);
        }

        @Override
        public void onItem(R item) {
            if (end()) {
                downstream.onItem(item);
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            if (!(failure instanceof TimeLimit.NotSent) && end()) { // whoever expired it tells
                downstream.onFailure(failure);
            }
        }

        @Override
        public void cancel() {
            if (end()) {
                upstream.cancel();
            }
        }

        private void expired() {
            tell(limit.expire());
        }

        private void tell(boolean dropped) {
            if (call == null || call.dataSource() == null) {
                schedule(SOON, () -> tell(dropped)); // the caller's thread is still making it
                return;
            }
            if (call.isAskedOfCache()) {
                give(Failures.cachedCallTimedOut(call.dataSource(), call.text(), limit));
            } else if (dropped || !call.isEndedByServer()) {
                Throwable failure = Failures.callTimedOut(call.dataSource(), call.text(), limit, !dropped);
                if (dropped) {
                    call.ended(failure); // nobody else does, since it never runs
                }
                give(failure);
            } else if (!call.isInScope()) {
                schedule(ANSWER_LIMIT, () -> give(Failures.noAnswer(call.dataSource(), call.text(), limit)));
            }
        }

        private void give(Throwable failure) {
            if (end()) {
                upstream.cancel();
                downstream.onFailure(failure);
            }
        }

        private boolean end() {
            boolean first = over.compareAndSet(false, true);
            if (first) {
                synchronized (this) {
                    timer.run();
                }
            }
            return first;
        }

        /** On the caller's Vert.x context where there is one. */
        private synchronized void schedule(Duration delay, Runnable action) {
            if (over.get()) {
                return;
            }
            if (Vertx.currentContext() == null) {
                var scheduled = Infrastructure.getDefaultWorkerPool().schedule(action, delay.toMillis(),
                        TimeUnit.MILLISECONDS);
                timer = () -> scheduled.cancel(false);
            } else {
                Vertx vertx = Vertx.currentContext().owner();
                long id = vertx.setTimer(delay.toMillis(), fired -> action.run());
                timer = () -> vertx.cancelTimer(id);
            }
        }
    }
}
