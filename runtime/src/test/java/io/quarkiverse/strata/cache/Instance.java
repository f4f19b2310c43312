package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.CommitListener;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.pool.DriverPool;
import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkiverse.strata.test.RedisServer;
import io.quarkiverse.strata.transaction.PipelineBegin;
import io.quarkiverse.strata.transaction.SessionSettings;
import io.quarkiverse.strata.transaction.TransactionalDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;

/** An application's instance: a database with a cache of its own. */
public final class Instance implements AutoCloseable {

    static final CacheSettings SETTINGS = settings(Duration.ofMillis(500), Map.of());

    public final TransactionalDatabase db;
    public final DatabaseCache cache;
    private final Pool pool;
    private final Redis redis;

    /** @param redis null for an instance that shares nothing */
    Instance(Vertx vertx, PgConnectOptions options, UnaryOperator<CommitListener> commits, Redis redis, Steps steps,
            CacheSettings settings) {
        Supplier<Future<SqlConnection>> connections = () -> PgConnection.connect(vertx, options)
                .map(connection -> (SqlConnection) connection);
        this.redis = redis;
        cache = redis == null ? DatabaseCache.local("<default>", vertx, settings, connections)
                : DatabaseCache.shared("<default>", vertx, settings, connections, redis, steps);
        pool = DriverPool.build(vertx, null, () -> Future.succeededFuture(new PgConnectOptions(options)),
                PoolSettings.ofSize(8));
        db = new TransactionalDatabase(Router.primaryOnly(new PrimaryPool("<default>", vertx, pool, connections::get,
                new Listeners(List.of(), List.of(commits.apply(cache.commits()))))),
                SessionSettings.of(PipelineBegin.READS), TransactionOptions.defaults(), cache);
    }

    static CacheSettings settings(Duration lease, Map<String, List<String>> triggers) {
        return new CacheSettings(Duration.ofMinutes(10), 10_000_000, 100_000, lease, Duration.ofSeconds(2),
                OnRedisSilence.FAIL, triggers);
    }

    static Instance local(String database) {
        return local(database, SETTINGS);
    }

    static Instance local(String database, CacheSettings settings) {
        return new Instance(PostgresServer.get().vertx(), PostgresServer.get().options(database), UnaryOperator.identity(),
                null, Steps.ALL, settings);
    }

    public static Instance shared(String database, RedisServer redis) {
        return shared(database, redis, UnaryOperator.identity(), Steps.ALL, SETTINGS);
    }

    static Instance shared(String database, RedisServer redis, UnaryOperator<CommitListener> commits, Steps steps,
            CacheSettings settings) {
        Vertx vertx = PostgresServer.get().vertx();
        return new Instance(vertx, PostgresServer.get().options(database), commits,
                Redis.createClient(vertx, redis.uri()), steps, settings);
    }

    @Override
    public void close() {
        pool.close();
        if (redis != null) {
            redis.close();
        }
    }
}
