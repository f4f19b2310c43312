package io.quarkiverse.strata.testing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.quarkiverse.strata.runtime.TestApplication;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;

/** Runs reactive code as a request would, from a test's thread. */
public final class Unis {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

    private Unis() {
    }

    /** As {@link #await(Supplier, Duration)}, for 10 seconds at most. */
    public static <T> T await(Supplier<? extends Uni<T>> work) {
        return await(work, DEFAULT_LIMIT);
    }

    /**
     * Runs {@code work} on a Vert.x context of its own with its own CDI request context, as a request has them, and waits for
     * its item. So code behaves as behind an endpoint: a transaction that got lost on the way is noticed, a blocking call
     * fails,
     * request-scoped beans are there. Several awaited things are several requests; what belongs together goes into one
     * {@code work}.
     *
     * <pre>{@code
     * Receipt receipt = Unis.await(() -> desk.rent(request));
     * }</pre>
     *
     * @param work makes the {@code Uni}; it is called on an event loop
     * @return the item, may be null
     * @throws RuntimeException the very failure of the {@code Uni}, with this call in its suppressed exceptions; one that is
     *         checked comes as the cause of a {@link CompletionException}
     * @throws AssertionError when there is neither item nor failure in time; the {@code Uni} is cancelled
     */
    public static <T> T await(Supplier<? extends Uni<T>> work, Duration limit) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("STRATA-2704: Unis.await(…) would block an event loop. Return the Uni instead.");
        }
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Cancellable subscription = TestApplication.inRequest(work, "Unis.await(…)").subscribe().with(outcome::complete,
                outcome::completeExceptionally);
        try {
            return outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw thrown(failed.getCause());
        } catch (TimeoutException late) {
            subscription.cancel();
            throw new AssertionError("The Uni had neither an item nor a failure within " + limit.toMillis()
                    + " ms. It was cancelled.");
        } catch (InterruptedException interrupted) {
            subscription.cancel();
            Thread.currentThread().interrupt();
            throw new CompletionException(interrupted);
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        // it was thrown on an event loop: without this nothing would lead to the line of the test
        failure.addSuppressed(new Throwable("awaited here"));
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new CompletionException(failure);
    }
}
