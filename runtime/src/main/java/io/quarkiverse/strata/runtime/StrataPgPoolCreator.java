package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.quarkiverse.strata.pool.DatabaseServer;
import io.quarkiverse.strata.pool.DedicatedConnections;
import io.quarkiverse.strata.pool.DriverPool;
import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Replica;
import io.quarkiverse.strata.pool.ReplicaTarget;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;

/** Builds the pool of a datasource from Quarkus's configuration and Strata's. */
final class StrataPgPoolCreator implements PgPoolCreator {

    private final PoolConfig config;
    private final Function<List<PgConnectOptions>, Supplier<Future<PgConnectOptions>>> credentials;
    private volatile Vertx vertx;
    private volatile PoolSettings settings;
    private volatile Supplier<Future<PgConnectOptions>> connect;
    private volatile String address;
    private volatile DriverPool pool;

    /** @param credentials what picks the host and fills in credentials for each connection; null when they never change */
    StrataPgPoolCreator(PoolConfig config,
            Function<List<PgConnectOptions>, Supplier<Future<PgConnectOptions>>> credentials) {
        this.config = config;
        this.credentials = credentials;
    }

    @Override
    public Pool create(Input input) {
        vertx = input.vertx();
        settings = settings(input.poolOptions());
        address = input.pgConnectOptionsList().stream().map(target -> target.getHost() + ":" + target.getPort())
                .collect(Collectors.joining(", "));
        List<PgConnectOptions> targets = input.pgConnectOptionsList().stream().map(this::bounded).toList();
        connect = credentials == null ? inTurn(targets) : credentials.apply(targets);
        pool = DriverPool.build(vertx, input.poolOptions().getName(), connect, settings);
        return pool.asPgPool();
    }

    private PoolSettings settings(PoolOptions options) {
        if (config.minSize() > options.getMaxSize()) {
            throw new ConfigurationException("STRATA-4303: quarkus.strata.pool.min-size is " + config.minSize()
                    + ", more than quarkus.datasource.reactive.max-size, which is " + options.getMaxSize()
                    + ". Lower the one or raise the other.");
        }
        return new PoolSettings(config.minSize(), options.getMaxSize(), config.connectTimeout(), config.acquireTimeout(),
                config.maxWaiting(),
                Duration.of(options.getIdleTimeout(), options.getIdleTimeoutUnit().toChronoUnit()),
                Duration.of(options.getMaxLifetime(), options.getMaxLifetimeUnit().toChronoUnit()), config.keepAlive(),
                config.drainTimeout());
    }

    private PgConnectOptions bounded(PgConnectOptions target) {
        PgConnectOptions bounded = new PgConnectOptions(target);
        bounded.setConnectTimeout((int) config.connectTimeout().toMillis()).setTcpKeepAlive(true);
        return bounded;
    }

    /** What was made for Quarkus. */
    DriverPool pool() {
        return pool;
    }

    /** Connections beside the pool, with the same host and credentials. */
    DedicatedConnections dedicated() {
        return () -> target().compose(known -> DedicatedConnections.open(vertx, known));
    }

    /** A replica, whose pool is like the primary's; asked for when the primary's was created. */
    Replica replica(PrimaryPool primary, ReplicaTarget target, OptionalInt maxSize) {
        int most = maxSize.orElse(settings.maxSize());
        return Replica.of(primary, target, connect, settings.withSize(0, most));
    }

    /** {@code host:port} of the primary, of all its addresses with a comma between them. */
    String address() {
        return address;
    }

    boolean hasSeveralHosts() {
        return address.contains(",");
    }

    /** The most connections to the primary. */
    int maxSize() {
        return settings.maxSize();
    }

    /** The server behind this pool. */
    DatabaseServer server() {
        return new DatabaseServer() {
            @Override
            public Future<String> database() {
                return target().map(PgConnectOptions::getDatabase);
            }

            @Override
            public Future<String> user() {
                return target().map(PgConnectOptions::getUser);
            }

            @Override
            public Future<SqlConnection> connect(String database) {
                return target()
                        .compose(known -> DedicatedConnections.open(vertx, new PgConnectOptions(known).setDatabase(database)));
            }
        };
    }

    private Future<PgConnectOptions> target() {
        return connect.get();
    }

    private static Supplier<Future<PgConnectOptions>> inTurn(List<PgConnectOptions> targets) {
        AtomicInteger next = new AtomicInteger();
        return () -> Future.succeededFuture(
                new PgConnectOptions(targets.get(Math.floorMod(next.getAndIncrement(), targets.size()))));
    }
}
