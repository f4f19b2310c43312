package io.quarkiverse.strata.cache;

import java.util.concurrent.ThreadLocalRandom;

import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.Writes;
import io.vertx.core.Future;

/** Writers of which some end between the steps of the protocol, as if their process had died: nothing comes after. */
record DyingWriters(CommitListener cache) implements CommitListener {

    @Override
    public Future<Void> before(Writes writes) {
        return cache.before(writes).compose(told -> {
            if (ThreadLocalRandom.current().nextInt(200) == 0) {
                writes.note(DyingWriters.class, true);
                return Future.failedFuture(new IllegalStateException("died after its intent"));
            }
            return Future.succeededFuture();
        });
    }

    @Override
    public void ended(Writes writes, Outcome outcome) {
        boolean dies = writes.note(DyingWriters.class) != null || ThreadLocalRandom.current().nextInt(200) == 0;
        cache.ended(writes, dies ? Outcome.UNKNOWN : outcome);
    }
}
