package io.quarkiverse.strata.transaction;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.CommitUnknownException;
import io.quarkiverse.strata.DurabilityException;
import io.quarkiverse.strata.Retryable;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Vertx;

/** Runs a whole transaction again, after a pause, when it was rolled back by a failure that another attempt may not meet. */
final class RetryingUni<T> extends AbstractUni<T> {

    private static final Logger LOG = Logger.getLogger(RetryingUni.class);
    private static final long FIRST_PAUSE_MS = 20;
    private static final long LONGEST_PAUSE_MS = 1_000;

    private final Uni<T> transaction;
    private final int retries;
    private final String called;
    private final Vertx vertx;
    private final Predicate<Context> applies;
    private final Runnable told;

    /**
     * @param called what the log calls it
     * @param applies whether what is subscribed in a context is a transaction of its own: a part of one can't run again alone
     * @param told run each time that it is run again
     */
    RetryingUni(Uni<T> transaction, int retries, String called, Vertx vertx, Predicate<Context> applies,
            Runnable told) {
        this.transaction = transaction;
        this.retries = retries;
        this.called = called;
        this.vertx = vertx;
        this.applies = applies;
        this.told = told;
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        if (!applies.test(subscriber.context())) {
            AbstractUni.subscribe(transaction, subscriber);
            return;
        }
        Run run = new Run(subscriber);
        subscriber.onSubscribe(run);
        run.attempt();
    }

    /** Whether it was rolled back for certain, by something that may not happen again; also when the work wrapped that. */
    static boolean isRetryable(Throwable failure) {
        boolean retryable = false;
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof CommitUnknownException || cause instanceof DurabilityException) {
                return false;
            }
            retryable |= cause instanceof Retryable;
        }
        return retryable;
    }

    /** Random, so that those who met don't meet again. */
    private static long pause(int failed) {
        long most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(failed, 6));
        return ThreadLocalRandom.current().nextLong(most / 4, most + 1);
    }

    private final class Run implements UniSubscriber<T>, UniSubscription {

        private final UniSubscriber<? super T> downstream;
        private UniSubscription upstream;
        private boolean cancelled;
        private int failed;

        Run(UniSubscriber<? super T> downstream) {
            this.downstream = downstream;
        }

        void attempt() {
            synchronized (this) {
                if (cancelled) {
                    return;
                }
            }
            AbstractUni.subscribe(transaction, this);
        }

        @Override
        public Context context() {
            return downstream.context();
        }

        @Override
        public void onSubscribe(UniSubscription subscription) {
            boolean late;
            synchronized (this) {
                upstream = subscription;
                late = cancelled;
            }
            if (late) {
                subscription.cancel();
            }
        }

        @Override
        public void onItem(T item) {
            downstream.onItem(item);
        }

        @Override
        public void onFailure(Throwable failure) {
            if (failed >= retries || !isRetryable(failure)) {
                downstream.onFailure(failure);
                return;
            }
            long pause = pause(failed);
            failed++;
            told.run();
            LOG.debugf("%s is run again in %d ms (attempt %d of %d): %s", called, pause, failed + 1, retries + 1,
                    failure.getMessage());
            vertx.setTimer(pause, over -> attempt());
        }

        @Override
        public void cancel() {
            UniSubscription toCancel;
            synchronized (this) {
                cancelled = true;
                toCancel = upstream;
            }
            if (toCancel != null) {
                toCancel.cancel();
            }
        }
    }
}
