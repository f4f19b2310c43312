package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.cache.CacheSettings;
import io.quarkiverse.strata.cache.DatabaseCache;
import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.ResultCache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;

/** The caches of the datasources that have theirs switched on. */
public class Caches {

    private static final Logger LOG = Logger.getLogger(Caches.class);
    private static final Duration FORGETTING_LIMIT = Duration.ofSeconds(10);
    private static final String NOTHING = "none";

    private final Map<String, DatabaseCache> caches = new ConcurrentHashMap<>();
    private final Function<String, CacheConfig> config;
    private final Vertx vertx;
    private final Function<String, Supplier<Future<SqlConnection>>> connections;
    private final Supplier<SharedCaches> redis;

    /**
     * @param connections opens connections to a datasource beside its pool
     * @param redis gives null when there is none
     */
    Caches(Function<String, CacheConfig> config, Vertx vertx,
            Function<String, Supplier<Future<SqlConnection>>> connections, Supplier<SharedCaches> redis) {
        this.config = config;
        this.vertx = vertx;
        this.connections = connections;
        this.redis = redis;
    }

    /** What answers reads that ask for the cache. */
    ResultCache reads(String dataSource) {
        return cache(dataSource).<ResultCache> map(cache -> cache).orElseGet(() -> ResultCache.disabled(dataSource));
    }

    /** Who has to hear of the datasource's writes for the cache's sake. */
    List<CommitListener> commits(String dataSource) {
        return cache(dataSource).map(DatabaseCache::commits).stream().toList();
    }

    /** The cache of a datasource, where it is switched on. */
    public Optional<DatabaseCache> cache(String dataSource) {
        return config.apply(dataSource).enabled() ? Optional.of(caches.computeIfAbsent(dataSource, this::make))
                : Optional.empty();
    }

    /** Outdates everything of a datasource whose schema has changed, here and in all other instances; never fails. */
    Uni<Void> schemaChanged(String dataSource) {
        return cache(dataSource).map(cache -> cache.clear()
                .ifNoItem().after(FORGETTING_LIMIT).failWith(() -> new TimeoutException("it didn't answer"))
                .onFailure()
                .invoke(failure -> LOG.warnf("STRATA-2512: the cache couldn't be told that the schema of datasource "
                        + "%s has changed: %s. Other instances may give outdated results for up to "
                        + "quarkus.strata.cache.max-stale.", dataSource, failure.getMessage()))
                .onFailure().recoverWithNull()).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private DatabaseCache make(String dataSource) {
        CacheConfig settings = config.apply(dataSource);
        SharedCaches shared = settings.redis().enabled() ? redis.get() : null;
        if (shared == null) {
            LOG.infof("The cache of datasource %s is this instance's alone: others don't hear of its writes. Results are kept "
                    + "for %s at most (quarkus.strata.cache.max-stale); add quarkus-redis-client and set quarkus.redis.hosts "
                    + "to share it.", dataSource, maxStale(settings, CacheSettings.LOCAL_MAX_STALE));
            return DatabaseCache.local(dataSource, vertx, settings(settings, CacheSettings.LOCAL_MAX_STALE),
                    connections.apply(dataSource));
        }
        return shared.make(dataSource, vertx, settings(settings, CacheSettings.REDIS_MAX_STALE),
                connections.apply(dataSource));
    }

    private static CacheSettings settings(CacheConfig config, Duration maxStale) {
        return new CacheSettings(maxStale(config, maxStale), config.localMaxSize().asLongValue(),
                (int) Math.min(Integer.MAX_VALUE, config.maxResultSize().asLongValue()), config.lease(),
                config.redis().timeout(), config.onRedisSilence(), triggers(config.triggers()));
    }

    private static Map<String, List<String>> triggers(Map<String, List<String>> configured) {
        return configured.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
                entry -> entry.getValue().stream().map(String::strip).filter(name -> !name.equals(NOTHING)).toList()));
    }

    private static Duration maxStale(CacheConfig config, Duration byDefault) {
        return config.maxStale().orElse(byDefault);
    }
}
