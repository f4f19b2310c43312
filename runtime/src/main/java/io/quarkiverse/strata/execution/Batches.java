package io.quarkiverse.strata.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The batches that still take keys. */
final class Batches {

    private static final long PATIENCE_MILLIS = 1;

    /**
     * What may travel together.
     *
     * @param context the request, or the event loop outside of any; null on a thread of its own
     * @param scope the transaction, null outside of any
     * @param source what is loaded
     * @param options how
     */
    private record Key(Context context, Object scope, Object source, CallOptions options) {
    }

    private final Map<Key, Batch<?, ?>> open = new ConcurrentHashMap<>();

    /** Puts something into the batch of its kind, which is sent with the next turn of the event loop. */
    <K, T> void put(Object scope, Object source, CallOptions options, Supplier<Batch<K, T>> maker,
            Consumer<Batch<K, T>> put) {
        Context context = Vertx.currentContext();
        Key key = new Key(context, scope, source, options.withCallSite(null));
        boolean[] first = new boolean[1];
        Batch<?, ?> batch = open.compute(key, (same, known) -> {
            first[0] = known == null;
            @SuppressWarnings("unchecked") // the source decides the types
            Batch<K, T> joined = known == null ? maker.get() : (Batch<K, T>) known;
            put.accept(joined);
            return joined;
        });
        if (!first[0]) {
            return;
        }
        Runnable send = () -> {
            open.remove(key);
            batch.send();
        };
        if (context != null) {
            context.runOnContext(turn -> send.run());
        } else {
            Infrastructure.getDefaultWorkerPool().schedule(send, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
