package io.quarkiverse.strata.runtime;

import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.strata.cache.CacheSettings;
import io.quarkiverse.strata.cache.DatabaseCache;
import io.quarkus.arc.InjectableInstance;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.SqlConnection;

/** The application's default Redis client. A bean only where the application has {@code quarkus-redis-client}. */
@Singleton
public class CacheRedis implements SharedCaches {

    @Inject
    InjectableInstance<Redis> redis;

    /** Whether the client is configured. */
    boolean isActive() {
        return redis.isResolvable() && redis.getHandle().getBean().isActive();
    }

    @Override
    public DatabaseCache make(String dataSource, Vertx vertx, CacheSettings settings,
            Supplier<Future<SqlConnection>> connections) {
        return DatabaseCache.shared(dataSource, vertx, settings, connections, redis.get());
    }
}
