package io.quarkiverse.strata.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;

/** Runs asynchronous work again and again on an event loop, and waits once for all of it. */
public final class Turns {

    private Turns() {
    }

    /** One after the other. */
    public static Work uni(Context context, Supplier<Uni<?>> work) {
        return uni(context, 1, work);
    }

    /** @param atOnce how many are under way at a time */
    public static Work uni(Context context, int atOnce, Supplier<Uni<?>> work) {
        return run(context, atOnce, done -> work.get().subscribe().with(item -> done.accept(null), done::accept));
    }

    /** One after the other. */
    public static Work future(Context context, Supplier<Future<?>> work) {
        return future(context, 1, work);
    }

    /** @param atOnce how many are under way at a time */
    public static Work future(Context context, int atOnce, Supplier<Future<?>> work) {
        return run(context, atOnce, done -> work.get().onComplete(answer -> done.accept(answer.cause())));
    }

    private static Work run(Context context, int atOnce, Consumer<Consumer<Throwable>> start) {
        return times -> {
            Turn turn = new Turn(times, start);
            context.runOnContext(go -> {
                for (int i = 0; i < Math.min(atOnce, times); i++) {
                    turn.next();
                }
            });
            turn.over.await();
            if (turn.failure.get() != null) {
                throw new IllegalStateException(turn.failure.get());
            }
        };
    }

    private static final class Turn {

        final CountDownLatch over = new CountDownLatch(1);
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final Consumer<Consumer<Throwable>> start;
        private final AtomicInteger toStart;
        private final AtomicInteger toEnd;
        private final AtomicInteger due = new AtomicInteger();

        Turn(int times, Consumer<Consumer<Throwable>> start) {
            this.start = start;
            this.toStart = new AtomicInteger(times);
            this.toEnd = new AtomicInteger(times);
        }

        /** What ends at once asks for the next one from within itself: it is started by the loop, or the stack would grow. */
        void next() {
            if (due.getAndIncrement() > 0) {
                return;
            }
            do {
                if (toStart.getAndDecrement() > 0) {
                    start.accept(this::ended);
                }
            } while (due.decrementAndGet() > 0);
        }

        private void ended(Throwable cause) {
            if (cause != null) {
                failure.compareAndSet(null, cause);
                over.countDown();
            } else if (toEnd.decrementAndGet() == 0) {
                over.countDown();
            } else {
                next();
            }
        }
    }
}
