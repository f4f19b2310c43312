package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.ConnectionLostException;
import io.quarkiverse.strata.execution.OwnQuery;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.sql.Query;
import io.smallrye.mutiny.Uni;

/** Work that goes on for as long as a session has its lock: the end of the session gives the lock to somebody else. */
final class LockedWork {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Query<Integer> LOOK = OwnQuery.reading(Integer.class, "SELECT 1", List.of());

    private final PrimaryPool pool;
    private final AdvisoryLock lock;
    private final ScopedQueries session;

    /** @param session on the connection that has the lock, and that nobody else uses */
    LockedWork(PrimaryPool pool, AdvisoryLock lock, ScopedQueries session) {
        this.pool = pool;
        this.lock = lock;
        this.session = session;
    }

    /** The work, cancelled and failed when the lock is lost. */
    <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.join().first(Uni.createFrom().deferred(work::get), this.<T> loss()).toTerminate();
    }

    /** Fails when the connection is gone or doesn't answer; never has an item. */
    private <T> Uni<T> loss() {
        Uni<Integer> look = Uni.join()
                .first(session.single(LOOK), after(ANSWER_LIMIT).<Integer> chain(late -> Uni.createFrom()
                        .failure(() -> new IllegalStateException("it has no answer for " + ANSWER_LIMIT.toSeconds() + " s"))))
                .toTerminate();
        return look.onFailure().transform(this::lost).call(() -> after(LOOK_EVERY)).repeat().indefinitely().collect().last()
                .chain(() -> Uni.createFrom().nothing());
    }

    /** What of it hangs is not waited for. */
    private ConnectionLostException lost(Throwable failure) {
        session.giveUp();
        return Errors.lockLost(pool.dataSource(), lock, failure);
    }

    private Uni<Long> after(Duration time) {
        return Uni.createFrom().emitter(waiting -> {
            long timer = pool.vertx().setTimer(time.toMillis(), over -> waiting.complete(over));
            waiting.onTermination(() -> pool.vertx().cancelTimer(timer));
        });
    }
}
