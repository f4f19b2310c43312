package io.quarkiverse.strata.benchmarks;

import java.util.concurrent.ExecutionException;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** A way to the server on which each message arrives a millisecond later, as over a network. */
final class Link implements AutoCloseable {

    private static final long DELAY_MS = 1;

    private final Vertx vertx = Vertx.vertx();
    private final NetServer listening;

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

    /** Timers of the same length keep their order, so messages do. */
    private void pass(NetSocket from, NetSocket to, long delay) {
        from.handler(message -> {
            if (delay == 0) {
                to.write(message);
            } else {
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
