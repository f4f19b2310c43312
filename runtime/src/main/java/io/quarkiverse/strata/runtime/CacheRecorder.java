package io.quarkiverse.strata.runtime;

import static io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil.qualifier;

import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.strata.pool.DedicatedConnections;
import io.quarkus.arc.Arc;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;

/** Makes the bean of the caches. */
@Recorder
public class CacheRecorder {

    private final RuntimeValue<StrataRuntimeConfig> config;

    public CacheRecorder(RuntimeValue<StrataRuntimeConfig> config) {
        this.config = config;
    }

    /** Where the application has no Redis client. */
    public Function<SyntheticCreationalContext<Caches>, Caches> local(RuntimeValue<Vertx> vertx) {
        return context -> caches(vertx, () -> null);
    }

    /** Where it has one. */
    public Function<SyntheticCreationalContext<Caches>, Caches> withRedis(RuntimeValue<Vertx> vertx) {
        return context -> caches(vertx, () -> {
            CacheRedis redis = Arc.container().instance(CacheRedis.class).get();
            return redis.isActive() ? redis : null;
        });
    }

    private Caches caches(RuntimeValue<Vertx> vertx, Supplier<SharedCaches> redis) {
        return new Caches(dataSource -> config.getValue().dataSources().get(dataSource).cache(), vertx.getValue(),
                CacheRecorder::connections, redis);
    }

    /** Looked up at each use: the pool's bean asks for the cache while it is made. */
    private static Supplier<Future<SqlConnection>> connections(String dataSource) {
        return () -> Arc.container().instance(DedicatedConnections.class, qualifier(dataSource)).get().connect();
    }
}
