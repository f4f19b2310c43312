package io.quarkiverse.strata.benchmarks.peer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.quarkiverse.strata.benchmarks.Database;
import io.quarkiverse.strata.benchmarks.Work;

/** Blocking work on as many threads as the pool has connections. */
public final class Threads {

    private Threads() {
    }

    public static Work of(Task task) {
        return of(Database.POOL, task);
    }

    /** @param threads how many */
    public static Work of(int threads, Task task) {
        ExecutorService executor = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "benchmark");
            thread.setDaemon(true);
            return thread;
        });
        return times -> {
            AtomicInteger left = new AtomicInteger(times);
            AtomicReference<Exception> failure = new AtomicReference<>();
            CountDownLatch over = new CountDownLatch(threads);
            for (int i = 0; i < threads; i++) {
                executor.execute(() -> {
                    try {
                        while (left.getAndDecrement() > 0) {
                            task.run();
                        }
                    } catch (Exception e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        over.countDown();
                    }
                });
            }
            over.await();
            if (failure.get() != null) {
                throw failure.get();
            }
        };
    }

    /** Something that blocks. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }
}
