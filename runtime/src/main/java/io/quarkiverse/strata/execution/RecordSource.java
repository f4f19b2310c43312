package io.quarkiverse.strata.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;

import io.quarkiverse.strata.sql.RecordChunk;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.ContextSupport;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * The records of a {@code Multi}, a chunk at a time. It is asked for a few at once, and only while a chunk is wanted: what it
 * is ahead of the reader is a chunk and those few.
 */
final class RecordSource<T> implements MultiSubscriber<T>, ContextSupport {

    /** How many records are asked for at once. */
    private static final int STEP = 512;

    private final Context context;
    private final Deque<T> arrived = new ArrayDeque<>();
    private Flow.Subscription subscription;
    private RecordChunk<T> chunk = new RecordChunk<>();
    private UniEmitter<? super List<T>> waiting;
    private int asked;
    private boolean ended;
    private boolean cancelled;
    private Throwable failure;

    private RecordSource(Context context) {
        this.context = context;
    }

    /** Subscribes to the records. @param context of who writes them */
    static <T> RecordSource<T> of(Multi<T> records, Context context) {
        RecordSource<T> source = new RecordSource<>(context);
        records.subscribe(source);
        return source;
    }

    /** The next records, none when there are no more. Ask for them one after another. */
    Uni<List<T>> next() {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (this) {
                waiting = emitter;
            }
            drain();
        });
    }

    void cancel() {
        Flow.Subscription open;
        synchronized (this) {
            cancelled = true;
            open = subscription;
        }
        if (open != null) {
            open.cancel();
        }
    }

    private void drain() {
        UniEmitter<? super List<T>> told = null;
        List<T> full = null;
        Flow.Subscription more = null;
        Throwable broken;
        synchronized (this) {
            if (waiting == null) {
                return;
            }
            gather();
            if (chunk.isFull() || !arrived.isEmpty() || ended) {
                told = waiting;
                waiting = null;
                full = chunk.records();
                chunk = new RecordChunk<>();
            } else if (asked == 0 && subscription != null) {
                asked = STEP;
                more = subscription;
            }
            broken = failure;
        }
        if (more != null) {
            more.request(STEP);
        } else if (told != null && broken != null) {
            told.fail(broken);
        } else if (told != null) {
            told.complete(full);
        }
    }

    /** Only the reader hears of a record that is none. */
    private void gather() {
        try {
            while (!arrived.isEmpty() && chunk.add(arrived.peek())) {
                arrived.remove();
            }
        } catch (RuntimeException mistake) {
            failure = mistake;
            ended = true;
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        boolean late;
        synchronized (this) {
            subscription = made;
            late = cancelled;
        }
        if (late) {
            made.cancel();
        } else {
            drain();
        }
    }

    @Override
    public void onItem(T record) {
        synchronized (this) {
            arrived.add(record);
            asked--;
        }
        drain();
    }

    @Override
    public void onFailure(Throwable cause) {
        synchronized (this) {
            failure = cause;
            ended = true;
        }
        drain();
    }

    @Override
    public void onCompletion() {
        synchronized (this) {
            ended = true;
        }
        drain();
    }

    @Override
    public Context context() {
        return context;
    }
}
