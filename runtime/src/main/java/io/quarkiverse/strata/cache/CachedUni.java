package io.quarkiverse.strata.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.execution.Answer;
import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.sql.Parameter;
import io.quarkiverse.strata.sql.Touches;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;

/**
 * One read: asks for the tokens, gives what is kept when they confirm it, else waits for the query. Whatever is wrong with the
 * cache, the database answers.
 */
final class CachedUni<R> extends AbstractUni<R> {

    private final DatabaseCache cache;
    private final Supplier<Call<R>> supplier;
    private final Function<Call<Answer>, Uni<Answer>> database;

    CachedUni(DatabaseCache cache, Supplier<Call<R>> supplier, Function<Call<Answer>, Uni<Answer>> database) {
        this.cache = cache;
        this.supplier = supplier;
        this.database = database;
    }

    @Override
    public void subscribe(UniSubscriber<? super R> subscriber) {
        Run run = new Run(subscriber);
        subscriber.onSubscribe(run);
        try {
            run.call = supplier.get().askedOfCache(cache.dataSource);
            Reasons.refuse(run.call);
        } catch (Throwable mistake) {
            run.failed(mistake);
            return;
        }
        run.start(false);
    }

    private final class Run implements UniSubscription, Flights.Waiter {

        private final UniSubscriber<? super R> downstream;
        private final Context context = Vertx.currentContext();
        private Call<R> call;
        private Catalogs.Known known;
        private Dependencies dependencies;
        private String name;
        private Cancellable running;
        private boolean over;

        Run(UniSubscriber<? super R> downstream) {
            this.downstream = downstream;
        }

        /** @param again whether the catalog was read anew for this call */
        void start(boolean again) {
            cache.catalogs.get().onComplete(here(loaded -> {
                if (loaded.failed()) {
                    direct();
                    return;
                }
                known = loaded.result();
                if (!known.catalog().knows(call.statement().touches()) && !again && cache.catalogs.outdateIfOld(known)) {
                    start(true);
                    return;
                }
                try {
                    dependencies = known.catalog().read(call.statement().touches(), key(), call.options().cacheKey());
                    name = Fingerprint.of(call, known.catalog().session());
                } catch (UncacheableException | UnstorableException why) {
                    cache.reasons.warn(call.text(), why.getMessage());
                    direct();
                    return;
                }
                Entry kept = cache.local.get(name);
                askFor(kept, kept == null);
            }));
        }

        /** @param shared whether Redis is asked for the result, too */
        private void askFor(Entry kept, boolean shared) {
            Future<TokenState> asked = known.tokens().read(dependencies.all(), shared ? name : null);
            asked.onComplete(here(answer -> {
                if (answer.failed()) {
                    direct();
                    return;
                }
                TokenState state = answer.result();
                if (!state.catalog().equals(known.catalog().version())) {
                    cache.catalogs.outdate(known);
                    direct();
                    return;
                }
                Entry found = state.entry() == null ? kept : state.entry();
                if (found != null && !shared && !state.confirms(found) && known.tokens().shared()) {
                    cache.local.remove(name, found);
                    askFor(null, true); // another instance may have a newer one
                    return;
                }
                decide(found, kept != null, state);
            }));
        }

        private void decide(Entry found, boolean fromMemory, TokenState state) {
            if (found != null && state.confirms(found) && isYoung(found)) {
                if (cache.steps.heedIntents() && !state.isQuiet(found.tokens().keySet())) {
                    direct();
                } else {
                    hit(found, fromMemory);
                }
                return;
            }
            if (found == null) {
                cache.counters.misses.increment();
            } else {
                cache.counters.stale.increment();
            }
            boolean keeps = state.isQuiet(dependencies.withRows()) || state.isQuiet(dependencies.withoutRows());
            if (cache.steps.heedIntents() && !keeps) {
                direct();
                return;
            }
            Cancellable boarded = cache.flights.board(new Flights.Name(name, state.tokens()), this, this::query,
                    answer -> cache.keep(name, answer, dependencies, state, call.options().cacheFor(), known.tokens()),
                    cache.counters.joined::increment);
            running(boarded);
        }

        private void hit(Entry found, boolean fromMemory) {
            Answer answer;
            try {
                answer = found.answer();
            } catch (RuntimeException unreadable) {
                direct();
                return;
            }
            cache.counters.hits.increment();
            if (fromMemory) {
                cache.counters.localHits.increment();
            } else {
                cache.local.put(name, found);
            }
            answered(answer);
        }

        private boolean isYoung(Entry found) {
            long now = System.currentTimeMillis();
            return now < found.expiresAt() && now - found.storedAt() < call.options().cacheFor().toMillis();
        }

        /** The database by itself, for this reader alone. */
        private void direct() {
            cache.counters.bypassed.increment();
            synchronized (this) {
                if (over) {
                    return;
                }
            }
            running(query().subscribe().with(this::answered, this::failed));
        }

        private Uni<Answer> query() {
            return database.apply(call.raw(call.options().withCacheFor(null).withCacheKey(null)
                    .withTarget(CallOptions.Target.PRIMARY)));
        }

        private Map<String, Object> key() {
            Touches touches = call.statement().touches();
            if (touches.key().isEmpty()) {
                return Map.of();
            }
            List<Parameter> parameters = call.statement().rendered().parameters();
            Map<String, Object> key = new HashMap<>();
            touches.key().forEach((column, place) -> key.put(column, parameters.get(place).value()));
            return key;
        }

        @Override
        public void answered(Answer answer) {
            here(() -> {
                R result;
                try {
                    result = call.map(answer);
                } catch (Throwable mistake) {
                    failed(mistake);
                    return;
                }
                if (finish()) {
                    downstream.onItem(result);
                }
            });
        }

        @Override
        public void failed(Throwable failure) {
            here(() -> {
                if (finish()) {
                    downstream.onFailure(failure);
                }
            });
        }

        @Override
        public void cancel() {
            Cancellable toCancel;
            synchronized (this) {
                over = true;
                toCancel = running;
            }
            if (toCancel != null) {
                toCancel.cancel();
            }
        }

        private void running(Cancellable started) {
            boolean late;
            synchronized (this) {
                running = started;
                late = over;
            }
            if (late) {
                started.cancel(); // nothing when it has ended
            }
        }

        private synchronized boolean finish() {
            boolean first = !over;
            over = true;
            return first;
        }

        private <T> Handler<AsyncResult<T>> here(Handler<AsyncResult<T>> handler) {
            return result -> here(() -> {
                synchronized (this) {
                    if (over) {
                        return;
                    }
                }
                handler.handle(result);
            });
        }

        /** On the reader's own Vert.x context: another one's query, or Redis, may have answered elsewhere. */
        private void here(Runnable action) {
            if (context == null || !context.isEventLoopContext() || context == Vertx.currentContext()) {
                action.run();
            } else {
                context.runOnContext(go -> action.run());
            }
        }
    }
}
