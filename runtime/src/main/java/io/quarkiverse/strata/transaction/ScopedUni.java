package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

import io.quarkiverse.strata.execution.Failures;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Future;

/**
 * Runs work inside a scope: everything that is subscribed within finds the scope in its Mutiny context. An item keeps the
 * scope, a failure or a cancellation undoes it.
 */
final class ScopedUni<H, T> extends AbstractUni<T> {

    /** Makes the scope of one subscription and its ends. */
    interface Frame<H> {

        /** The scope, and the handle that the work gets. */
        Scope scope();

        H handle();

        /** The context for what is subscribed within. */
        Context context(Context outer);

        /** The work has ended well. */
        Future<Void> keep();

        /** The work has failed; never fails itself. */
        Future<Void> undo(Throwable why);

        /** The subscriber has left, or the time is over. @return done when it is over; never fails */
        Future<Void> abort();

        /** As {@link #abort}, when the time is over. @param why the failure that the subscriber gets */
        default Future<Void> timedOut(Throwable why) {
            return abort();
        }

        /** How long the work may take, null for any time. */
        Duration limit();
    }

    private final Function<Context, Frame<H>> frames;
    private final Function<H, Uni<T>> work;

    ScopedUni(Function<Context, Frame<H>> frames, Function<H, Uni<T>> work) {
        this.frames = frames;
        this.work = Objects.requireNonNull(work, "work");
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        Frame<H> frame;
        try {
            frame = frames.apply(subscriber.context());
        } catch (Throwable mistake) {
            Uni.createFrom().<T> failure(mistake).subscribe().withSubscriber(subscriber);
            return;
        }
        Run<H, T> run = new Run<>(frame, subscriber);
        subscriber.onSubscribe(run);
        run.startTimer();
        Uni<T> inner;
        try {
            inner = Objects.requireNonNull(work.apply(frame.handle()), "STRATA-2408: the work of " + frame.scope()
                    + " returned null instead of a Uni");
        } catch (Throwable mistake) {
            inner = Uni.createFrom().failure(mistake);
        }
        AbstractUni.subscribe(inner, run);
    }

    private static final class Run<H, T> implements UniSubscriber<T>, UniSubscription {

        private final Frame<H> frame;
        private final UniSubscriber<? super T> downstream;
        private final Context context;
        private UniSubscription upstream;
        private boolean ended;
        private boolean told;
        private boolean cancelled;
        private boolean expired;
        private long timer = -1;

        Run(Frame<H> frame, UniSubscriber<? super T> downstream) {
            this.frame = frame;
            this.downstream = downstream;
            this.context = frame.context(downstream.context());
        }

        @Override
        public Context context() {
            return context;
        }

        void startTimer() {
            Duration limit = frame.limit();
            if (!Begin.isLimit(limit)) {
                return;
            }
            long id = frame.scope().session.pool().vertx().setTimer(limit.toMillis(), over -> expire(limit));
            synchronized (this) {
                timer = id;
            }
        }

        /** The work is cut off; an end that is under way already isn't. */
        private void expire(Duration limit) {
            UniSubscription toCancel;
            synchronized (this) {
                if (ended || cancelled) {
                    return;
                }
                ended = true;
                expired = true;
                toCancel = upstream;
            }
            if (toCancel != null) {
                toCancel.cancel();
            }
            Scope scope = frame.scope();
            Throwable failure = Errors.timedOut(scope.session.pool().dataSource(), scope, limit);
            frame.timedOut(failure).onComplete(over -> {
                if (tell()) {
                    downstream.onFailure(failure);
                }
            });
        }

        private void stopTimer() {
            long id;
            synchronized (this) {
                id = timer;
                timer = -1;
            }
            if (id >= 0) {
                frame.scope().session.pool().vertx().cancelTimer(id);
            }
        }

        @Override
        public void onSubscribe(UniSubscription subscription) {
            boolean late;
            synchronized (this) {
                upstream = subscription;
                late = cancelled || expired;
            }
            if (late) {
                subscription.cancel();
            }
        }

        @Override
        public void onItem(T item) {
            if (!enter()) {
                return;
            }
            frame.keep().onComplete(over -> {
                if (!tell()) {
                    return;
                }
                if (over.succeeded()) {
                    downstream.onItem(item);
                } else {
                    downstream.onFailure(Failures.translate(over.cause(), null, null));
                }
            });
        }

        @Override
        public void onFailure(Throwable failure) {
            if (!enter()) {
                return;
            }
            frame.undo(failure).onComplete(over -> {
                if (tell()) {
                    downstream.onFailure(failure);
                }
            });
        }

        @Override
        public void cancel() {
            UniSubscription toCancel;
            synchronized (this) {
                if (cancelled || told) {
                    return; // joins and the like cancel those that have ended well, too
                }
                cancelled = true;
                toCancel = ended ? null : upstream;
            }
            stopTimer();
            if (toCancel != null) {
                toCancel.cancel();
            }
            frame.abort();
        }

        private boolean enter() {
            synchronized (this) {
                if (ended || cancelled) {
                    return false;
                }
                ended = true;
            }
            stopTimer();
            return true;
        }

        private synchronized boolean tell() {
            told = !cancelled;
            return told;
        }
    }
}
