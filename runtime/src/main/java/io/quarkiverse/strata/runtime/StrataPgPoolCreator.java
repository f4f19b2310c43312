package io.quarkiverse.strata.runtime;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.quarkiverse.strata.pool.DatabaseServer;
import io.quarkiverse.strata.pool.DedicatedConnections;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Replica;
import io.quarkiverse.strata.pool.ReplicaSettings;
import io.quarkiverse.strata.pool.ReplicaTarget;
import io.quarkus.reactive.pg.client.PgPoolCreator;
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
    private volatile PoolOptions options;
    private volatile Supplier<Future<PgConnectOptions>> connect;
    private volatile String address;

    /** @param credentials what picks the host and fills in credentials for each connection; null when they never change */
    StrataPgPoolCreator(PoolConfig config,
            Function<List<PgConnectOptions>, Supplier<Future<PgConnectOptions>>> credentials) {
        this.config = config;
        this.credentials = credentials;
    }

    @Override
    public Pool create(Input input) {
        vertx = input.vertx();
        options = input.poolOptions();
        address = input.pgConnectOptionsList().stream().map(target -> target.getHost() + ":" + target.getPort())
                .collect(Collectors.joining(", "));
        connect = credentials == null ? inTurn(input.pgConnectOptionsList()) : credentials.apply(input.pgConnectOptionsList());
        return PrimaryPool.build(vertx, options, connect, config.acquireTimeout(), config.maxWaiting());
    }

    /** Connections beside the pool, with the same host and credentials. */
    DedicatedConnections dedicated() {
        return () -> target().compose(known -> DedicatedConnections.open(vertx, known));
    }

    /** Replicas, whose pools are like the primary's; asked for when the primary's was created. */
    Replica replica(PrimaryPool primary, ReplicaTarget target, ReplicaSettings settings) {
        return Replica.of(primary, target, options, connect, settings);
    }

    /** {@code host:port} of the primary, of all its addresses with a comma between them. */
    String address() {
        return address;
    }

    /** The most connections to the primary. */
    int maxSize() {
        return options.getMaxSize();
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
