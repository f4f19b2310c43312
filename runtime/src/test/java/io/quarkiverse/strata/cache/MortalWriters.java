package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.Writes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Ends the process with the next write, once it was told where. */
record MortalWriters(CommitListener cache, Vertx vertx, Duration lease, AtomicReference<Death> next) implements CommitListener {

    @Override
    public Future<Void> before(Writes writes) {
        Death death = next.getAndSet(null);
        if (death == null) {
            return cache.before(writes);
        }
        writes.note(MortalWriters.class, death);
        if (death == Death.BEFORE_INTENT) {
            death.die();
        }
        Future<Void> told = cache.before(writes);
        return switch (death) {
            case INTENT_UNDER_WAY, BEFORE_COMMIT -> {
                if (death == Death.INTENT_UNDER_WAY) {
                    death.die();
                }
                yield told.onComplete(answer -> death.die());
            }
            case COMMIT_UNDER_WAY -> told.onComplete(answer -> soon(death));
            case AFTER_LATE_COMMIT -> told.compose(answer -> {
                Promise<Void> late = Promise.promise();
                vertx.setTimer(lease.toMillis() * 5 / 4, now -> late.complete());
                return late.future();
            });
            default -> told;
        };
    }

    private static void soon(Death death) {
        new Thread(() -> {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000));
            death.die();
        }).start();
    }

    @Override
    public void ended(Writes writes, Outcome outcome) {
        if (!(writes.note(MortalWriters.class) instanceof Death death)) {
            cache.ended(writes, outcome);
            return;
        }
        if (death == Death.DONE_UNDER_WAY) {
            cache.ended(writes, outcome);
        }
        death.die();
    }
}
