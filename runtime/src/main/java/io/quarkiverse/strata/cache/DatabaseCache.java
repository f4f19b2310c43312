package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.CacheStatistics;
import io.quarkiverse.strata.QueryCache;
import io.quarkiverse.strata.execution.Answer;
import io.quarkiverse.strata.execution.Call;
import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.ResultCache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.SqlConnection;

/** The cache of one datasource's results. */
public final class DatabaseCache implements ResultCache, QueryCache {

    final String dataSource;
    final CacheSettings settings;
    final Catalogs catalogs;
    final LocalTier local;
    final Flights flights = new Flights();
    final Counters counters;
    final Steps steps;
    final Reasons reasons;
    private final Intents intents;

    private DatabaseCache(String dataSource, Vertx vertx, CacheSettings settings,
            Supplier<Future<SqlConnection>> connections, Function<ServerSession, Tokens> tokens, Counters counters,
            Steps steps) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.catalogs = new Catalogs(dataSource, connections, settings.triggers(), tokens);
        this.local = new LocalTier(settings.localBytes());
        this.counters = counters;
        this.steps = steps;
        this.reasons = new Reasons(dataSource);
        this.intents = new Intents(dataSource, vertx, settings, catalogs, counters, steps);
    }

    /**
     * A cache of this instance alone: other instances don't hear of its writes.
     *
     * @param connections opens connections beside the pool
     */
    public static DatabaseCache local(String dataSource, Vertx vertx, CacheSettings settings,
            Supplier<Future<SqlConnection>> connections) {
        LocalTokens tokens = new LocalTokens();
        return new DatabaseCache(dataSource, vertx, settings, connections, session -> tokens, new Counters(), Steps.ALL);
    }

    /** A cache that is shared with all instances on the same Redis. */
    public static DatabaseCache shared(String dataSource, Vertx vertx, CacheSettings settings,
            Supplier<Future<SqlConnection>> connections, Redis redis) {
        return shared(dataSource, vertx, settings, connections, redis, Steps.ALL);
    }

    static DatabaseCache shared(String dataSource, Vertx vertx, CacheSettings settings,
            Supplier<Future<SqlConnection>> connections, Redis redis, Steps steps) {
        Counters counters = new Counters();
        RedisLink link = new RedisLink(vertx, redis, settings.redisTimeout(), counters);
        return new DatabaseCache(dataSource, vertx, settings, connections,
                session -> new RedisTokens(link, session.database(), settings.lease()), counters, steps);
    }

    /** Has to hear of all that is written to the datasource. */
    public CommitListener commits() {
        return intents;
    }

    @Override
    public <R> Uni<R> read(Supplier<Call<R>> call, Function<Call<Answer>, Uni<Answer>> database) {
        return new CachedUni<>(this, call, database);
    }

    @Override
    public QueryCache handle() {
        return this;
    }

    @Override
    public Uni<Void> invalidate(String key) {
        return raise(Field.key(key), false);
    }

    @Override
    public Uni<Void> clear() {
        return raise(Field.ALL, true);
    }

    @Override
    public CacheStatistics statistics() {
        return counters.now();
    }

    private Uni<Void> raise(String field, boolean newCatalog) {
        return Uni.createFrom().completionStage(() -> catalogs.get().compose(known -> {
            if (newCatalog) {
                catalogs.outdate(known);
            }
            return known.tokens().done(UUID.randomUUID().toString(), Set.of(field), newCatalog);
        }).toCompletionStage());
    }

    /** Keeps an answer where its dependencies allow it. */
    void keep(String name, Answer answer, Dependencies dependencies, TokenState before, Duration kept, Tokens tokens) {
        List<String> depends = dependencies.of(answer.rows().isEmpty());
        if (steps.heedIntents() && !before.isQuiet(depends)) {
            return;
        }
        if (steps.tokensBefore()) {
            store(name, answer, before.of(depends), kept, tokens);
        } else {
            tokens.read(depends, null).onSuccess(after -> store(name, answer, after.of(depends), kept, tokens));
        }
    }

    private void store(String name, Answer answer, Map<String, String> held, Duration wanted, Tokens tokens) {
        byte[] rows;
        try {
            rows = Entry.rows(answer, settings.maxResultBytes());
        } catch (UnstorableException unstorable) {
            counters.refused.increment();
            reasons.warn(name, unstorable.getMessage());
            return;
        }
        Duration kept = wanted.compareTo(settings.maxStale()) < 0 ? wanted : settings.maxStale();
        long now = System.currentTimeMillis();
        Entry entry = new Entry(held, now, now + kept.toMillis(), rows);
        local.put(name, entry);
        counters.stored.increment();
        if (tokens.shared()) {
            tokens.store(name, entry.bytes(), kept);
        }
    }
}
