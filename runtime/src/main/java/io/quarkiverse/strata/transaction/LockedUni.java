package io.quarkiverse.strata.transaction;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.AdvisoryLock;
import io.quarkiverse.strata.execution.OwnQuery;
import io.quarkiverse.strata.mapping.Mapping;
import io.quarkiverse.strata.pool.PhysicalConnection;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.sql.Query;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/**
 * Work under the advisory lock of a session of its own. The server is asked again and again whether the lock is free: a session
 * that waits in the server has a snapshot open all the time, which keeps vacuum from its work and CREATE INDEX CONCURRENTLY
 * from its end. The work's item counts only when the lock was still there at its end.
 */
final class LockedUni<T, R> extends AbstractUni<R> {

    private static final int FIRST_PAUSE = 50;
    private static final int LONGEST_PAUSE = 500;
    private static final Query<Boolean> LOOK = OwnQuery.reading(Boolean.class, "SELECT true", List.of());
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private final SessionLocks locks;
    private final PrimaryPool pool;
    private final AdvisoryLock lock;
    private final Duration limit;
    private final Supplier<Uni<T>> work;
    private final Function<T, R> done;
    private final boolean waits;
    private final R taken;

    /**
     * @param limit how long it waits for the lock, null or zero for any time
     * @param done the item that work's becomes
     * @param waits whether it waits for the lock
     * @param taken the item where it doesn't, and somebody else has it
     */
    LockedUni(SessionLocks locks, PrimaryPool pool, AdvisoryLock lock, Duration limit, Supplier<Uni<T>> work,
            Function<T, R> done, boolean waits, R taken) {
        this.locks = locks;
        this.pool = pool;
        this.lock = lock;
        this.limit = limit;
        this.work = work;
        this.done = done;
        this.waits = waits;
        this.taken = taken;
    }

    @Override
    public void subscribe(UniSubscriber<? super R> subscriber) {
        Run run = new Run(subscriber);
        subscriber.onSubscribe(run);
        run.startTimer();
        if (waits) {
            locks.add(run);
        } else if (!locks.addUnlessTaken(run)) {
            run.end(() -> subscriber.onItem(taken));
        }
    }

    private final class Run implements UniSubscription, UniSubscriber<T>, SessionLocks.Turn {

        private final UniSubscriber<? super R> downstream;
        private final io.vertx.core.Context home = pool.vertx().getOrCreateContext();
        private final boolean nested;
        private long timer = -1;
        private SqlConnection connection;
        private UniSubscription upstream;
        private int pause = FIRST_PAUSE;
        private boolean came;
        private boolean holds;
        /** Nobody is told anything more. */
        private boolean over;
        private boolean left;

        Run(UniSubscriber<? super R> downstream) {
            this.downstream = downstream;
            this.nested = locks.hasAny(downstream.context());
        }

        /** How far it had come when it ended. */
        private record End(UniSubscription work, boolean came, boolean holds) {
        }

        void startTimer() {
            if (Begin.isLimit(limit)) {
                long id = pool.vertx().setTimer(limit.toMillis(), late -> tooLate());
                synchronized (this) {
                    timer = id;
                }
            }
        }

        private void tooLate() {
            End end;
            synchronized (this) {
                end = holds ? null : claim();
            }
            if (end != null) {
                giveUpTurn(end);
                downstream.onFailure(Errors.lockNotFree(pool.dataSource(), lock, limit));
            }
        }

        private void giveUpTurn(End end) {
            if (end.came()) {
                leave();
            } else {
                locks.leave(this, false);
            }
        }

        @Override
        public boolean isNested() {
            return nested;
        }

        @Override
        public AdvisoryLock lock() {
            return lock;
        }

        @Override
        public Context context() {
            return locks.with(lock, downstream.context());
        }

        /** @return null when it had ended before */
        private synchronized End claim() {
            if (over) {
                return null;
            }
            over = true;
            pool.vertx().cancelTimer(timer);
            return new End(upstream, came, holds);
        }

        /** @return whether this is the end, and not one that came before */
        private boolean finish() {
            return claim() != null;
        }

        private void end(Runnable tell) {
            if (finish()) {
                tell.run();
            }
        }

        @Override
        public void come() {
            boolean wanted;
            synchronized (this) {
                came = true;
                wanted = !over;
            }
            if (wanted) {
                home.runOnContext(now -> pool.dedicated().connect().onComplete(this::connected));
            } else {
                leave();
            }
        }

        private void connected(AsyncResult<SqlConnection> made) {
            if (made.failed()) {
                fail(pool.translate(made.cause(), null));
                leave();
                return;
            }
            boolean wanted;
            synchronized (this) {
                connection = made.result();
                wanted = !over;
            }
            made.result().exceptionHandler(failure -> {
            });
            made.result().closeHandler(gone -> lost(new VertxException("it is closed", true)));
            if (wanted) {
                ask();
            } else {
                leave();
            }
        }

        private void ask() {
            inTime(send(LockQueries.attempt(lock, false))).onComplete(answer -> {
                if (answer.failed()) {
                    fail(pool.translate(answer.cause(), "pg_try_advisory_lock"));
                } else if (answer.result() == null) {
                    fail(Errors.lockOnReplica(pool.dataSource(), pool.server(), lock));
                } else if (answer.result()) {
                    begin();
                } else if (!waits) {
                    end(() -> {
                        leave();
                        downstream.onItem(taken);
                    });
                } else {
                    after(ThreadLocalRandom.current().nextInt(pause / 2, pause + 1), this::askAgain);
                    pause = Math.min(LONGEST_PAUSE, 2 * pause);
                }
            });
        }

        private void askAgain() {
            boolean wanted;
            synchronized (this) {
                wanted = !over;
            }
            if (wanted) {
                ask();
            }
        }

        private void begin() {
            boolean wanted;
            synchronized (this) {
                holds = true;
                wanted = !over;
            }
            if (!wanted) {
                release();
                return;
            }
            look();
            AbstractUni.subscribe(Uni.createFrom().deferred(work::get), this);
        }

        /** Asks now and then whether the connection is there: whoever has cut it has given the lock away. */
        private void look() {
            after(LOOK_EVERY.toMillis(), () -> {
                boolean wanted;
                synchronized (this) {
                    wanted = !over;
                }
                if (wanted) {
                    inTime(send(LOOK)).onSuccess(there -> look()).onFailure(this::lost);
                }
            });
        }

        private void lost(Throwable why) {
            End end = claim();
            if (end == null) {
                return;
            }
            if (end.work() != null) {
                end.work().cancel();
            }
            leave();
            downstream.onFailure(end.holds() ? Errors.lockLost(pool.dataSource(), lock, why) : pool.translate(why, null));
        }

        private void fail(Throwable failure) {
            end(() -> {
                leave();
                downstream.onFailure(failure);
            });
        }

        @Override
        public void onSubscribe(UniSubscription subscription) {
            boolean late;
            synchronized (this) {
                upstream = subscription;
                late = over;
            }
            if (late) {
                subscription.cancel();
            }
        }

        @Override
        public void onItem(T item) {
            if (finish()) {
                home.runOnContext(now -> release().onComplete(released -> {
                    if (released.succeeded()) {
                        downstream.onItem(done.apply(item));
                    } else {
                        downstream.onFailure(Errors.lockLost(pool.dataSource(), lock, released.cause()));
                    }
                }));
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            if (finish()) {
                home.runOnContext(now -> release().onComplete(released -> downstream.onFailure(failure)));
            }
        }

        @Override
        public void cancel() {
            End end = claim();
            if (end == null) {
                return;
            }
            if (end.work() != null) {
                end.work().cancel();
            }
            if (end.holds()) {
                home.runOnContext(now -> release());
            } else {
                giveUpTurn(end);
            }
        }

        /** Gives the lock back. Fails when it wasn't there any more. */
        private Future<Void> release() {
            Future<Boolean> unlocked = inTime(send(LockQueries.giveBack(lock)));
            return unlocked.transform(answer -> {
                leave();
                return answer.failed() ? Future.failedFuture(answer.cause())
                        : answer.result() ? Future.succeededFuture()
                                : Future.failedFuture(new IllegalStateException("the server doesn't know of the lock"));
            });
        }

        private Future<Boolean> send(Query<Boolean> query) {
            SqlConnection asked;
            synchronized (this) {
                asked = connection;
            }
            return asked == null ? Future.failedFuture(new VertxException("it is closed", true))
                    : asked.preparedQuery(query.rendered().text())
                            .execute(Mapping.tuple(query.rendered().parameters())).map(Run.this::value);
        }

        private Boolean value(RowSet<Row> rows) {
            return rows.iterator().next().getBoolean(0);
        }

        /** Its connection and its turn are for others. A session's end ends its locks. */
        private void leave() {
            SqlConnection idle;
            boolean first;
            synchronized (this) {
                idle = connection;
                connection = null;
                first = came && !left;
                left |= came;
            }
            if (idle != null) {
                PhysicalConnection.cut(idle);
            }
            if (first) {
                locks.leave(this, true);
            }
        }

        private <V> Future<V> inTime(Future<V> answer) {
            Promise<V> inTime = Promise.promise();
            long late = after(ANSWER_LIMIT.toMillis(), () -> inTime
                    .tryFail(new IllegalStateException("it has no answer for " + ANSWER_LIMIT.toSeconds() + " s")));
            answer.onComplete(told -> {
                pool.vertx().cancelTimer(late);
                if (told.succeeded()) {
                    inTime.tryComplete(told.result());
                } else {
                    inTime.tryFail(told.cause());
                }
            });
            return inTime.future();
        }

        private long after(long millis, Runnable action) {
            return pool.vertx().setTimer(millis, due -> home.runOnContext(now -> action.run()));
        }
    }
}
