package io.quarkiverse.strata.benchmarks;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** A way to the server on which each message arrives a millisecond later, as over a network; it counts the round trips. */
final class Link implements AutoCloseable {

    private static final long DELAY_MS = 1;

    private final Vertx vertx = Vertx.vertx();
    private final NetServer listening;
    private final AtomicLong roundTrips = new AtomicLong();
    /** Whether the last that passed was the server's: what a client says then, it says with its answer in hand. */
    private volatile boolean answered = true;

    Link(int target) throws InterruptedException, ExecutionException {
        listening = await(vertx.createNetServer().connectHandler(client -> {
            client.pause();
            vertx.createNetClient().connect(target, "localhost").onSuccess(server -> {
                pass(client, server, DELAY_MS);
                pass(server, client, 0);
                client.resume();
            }).onFailure(gone -> client.close());
        }).listen(0, "localhost"));
    }

    int port() {
        return listening.actualPort();
    }

    /** How often a client has said something after it was answered: what it says in one breath counts once. */
    long roundTrips() {
        return roundTrips.get();
    }

    /** Timers of the same length keep their order, so messages do. */
    private void pass(NetSocket from, NetSocket to, long delay) {
        from.handler(message -> {
            if (delay == 0) {
                answered = true;
                to.write(message);
            } else {
                if (answered) {
                    answered = false;
                    roundTrips.incrementAndGet();
                }
                vertx.setTimer(delay, late -> to.write(message));
            }
        });
        from.closeHandler(closed -> to.close());
    }

    private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
        return future.toCompletionStage().toCompletableFuture().get();
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        await(vertx.close());
    }
}
