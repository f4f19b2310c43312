package io.quarkiverse.strata.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.Notification;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The notifications of a channel for one subscriber, on its Vert.x context, as it asks for them. */
final class ListenMulti extends AbstractMulti<Notification> {

    private static final Logger LOG = Logger.getLogger(ListenMulti.class);
    private static final int MOST_WAITING = 1_000;

    private final Notifications notifications;
    private final String channel;

    ListenMulti(Notifications notifications, String channel) {
        this.notifications = notifications;
        this.channel = channel;
    }

    @Override
    public void subscribe(MultiSubscriber<? super Notification> subscriber) {
        Run run = new Run(subscriber, Vertx.currentContext());
        subscriber.onSubscribe(run);
        notifications.add(run);
    }

    private final class Run implements Flow.Subscription, Notifications.Listener {

        private final MultiSubscriber<? super Notification> downstream;
        private final Context caller;
        private final Deque<Notification> waiting = new ArrayDeque<>();
        private final AtomicLong requested = new AtomicLong();
        private final AtomicInteger work = new AtomicInteger();
        private boolean ended;
        private Throwable misuse;
        private volatile boolean cancelled;

        /** @param caller null when it subscribes elsewhere: it is told where notifications are heard */
        Run(MultiSubscriber<? super Notification> downstream, Context caller) {
            this.downstream = downstream;
            this.caller = caller;
        }

        @Override
        public String channel() {
            return channel;
        }

        @Override
        public boolean isCancelled() {
            return cancelled || wrong() != null;
        }

        @Override
        public void start() {
            synchronized (this) {
                Notification last = waiting.peekLast();
                if (last == null || !last.start()) {
                    waiting.add(begun());
                }
            }
            wake();
        }

        @Override
        public void offer(Notification notification) {
            synchronized (this) {
                if (waiting.size() < MOST_WAITING) {
                    waiting.add(notification);
                } else {
                    LOG.warnf("STRATA-2147: a subscriber of channel %s is too slow: %d notifications wait for it. They are "
                            + "dropped, and it is told to start anew", channel, MOST_WAITING);
                    waiting.clear();
                    waiting.add(begun());
                }
            }
            wake();
        }

        @Override
        public void complete() {
            synchronized (this) {
                ended = true;
            }
            wake();
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                synchronized (this) {
                    misuse = new IllegalArgumentException("STRATA-2410: " + n + " notifications cannot be requested");
                }
                notifications.remove(this);
            } else {
                Subscriptions.add(requested, n);
            }
            wake();
        }

        @Override
        public void cancel() {
            cancelled = true;
            notifications.remove(this);
        }

        private void wake() {
            if (work.getAndIncrement() == 0) {
                if (caller == null) {
                    drain();
                } else {
                    caller.runOnContext(now -> drain());
                }
            }
        }

        private void drain() {
            int seen = work.get();
            do {
                Throwable wrong = wrong();
                if (!cancelled && wrong != null) {
                    cancelled = true;
                    downstream.onFailure(wrong);
                }
                while (!cancelled && requested.get() > 0) {
                    Notification next = next();
                    if (next == null) {
                        break;
                    }
                    Subscriptions.produced(requested, 1);
                    downstream.onItem(next);
                }
                if (!cancelled && isOver()) {
                    cancelled = true;
                    downstream.onCompletion();
                }
                seen = work.addAndGet(-seen);
            } while (seen != 0);
        }

        private synchronized Notification next() {
            return waiting.poll();
        }

        private Notification begun() {
            return new Notification(channel, "", true);
        }

        private synchronized Throwable wrong() {
            return misuse;
        }

        private synchronized boolean isOver() {
            return ended && waiting.isEmpty();
        }
    }
}
