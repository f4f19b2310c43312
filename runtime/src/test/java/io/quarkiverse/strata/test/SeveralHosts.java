package io.quarkiverse.strata.test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.ResultCache;
import io.quarkiverse.strata.execution.ResultLimits;
import io.quarkiverse.strata.pool.DriverPool;
import io.quarkiverse.strata.pool.Hosts;
import io.quarkiverse.strata.pool.LostWrites;
import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Replica;
import io.quarkiverse.strata.pool.ReplicaSettings;
import io.quarkiverse.strata.pool.ReplicaTarget;
import io.quarkiverse.strata.pool.Replicas;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.pool.Routing;
import io.quarkiverse.strata.pool.WritePositions;
import io.quarkiverse.strata.transaction.PipelineBegin;
import io.quarkiverse.strata.transaction.SessionSettings;
import io.quarkiverse.strata.transaction.TransactionalDatabase;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;

/** A {@code Database} that knows one address or several, of which one is the primary's. */
public final class SeveralHosts implements AutoCloseable {

    private static final int SIZE = 8;

    private final Hosts hosts;
    private final DriverPool pool;
    private final PrimaryPool primary;
    private final Router router;
    private Replicas replicas = Replicas.NONE;
    private final PoolMonitor monitor;
    private final TransactionalDatabase database;

    /** @param ports of all addresses, each of which may be a proxy's */
    public SeveralHosts(PostgresServer server, String database, int... ports) {
        this(server, server.options(database), ports);
    }

    /** As another role. */
    public static SeveralHosts as(PostgresServer server, String role, String database, int... ports) {
        return new SeveralHosts(server, server.options(database).setUser(role), ports);
    }

    /** With replicas, which are hosts too when they are promoted. */
    public static SeveralHosts withReplica(PostgresServer server, String database, int replica, int... ports) {
        return new SeveralHosts(server, server.options(database), replica, ports);
    }

    private SeveralHosts(PostgresServer server, PgConnectOptions options, int... ports) {
        this(server, options, null, ports);
    }

    private SeveralHosts(PostgresServer server, PgConnectOptions options, Integer replica, int... ports) {
        hosts = new Hosts("<default>", server.vertx(),
                Arrays.stream(ports).mapToObj(port -> new Hosts.Target("localhost:" + port,
                        () -> Future.succeededFuture(new PgConnectOptions(options).setPort(port)
                                .setConnectTimeout(5_000))))
                        .toList());
        pool = DriverPool.build(server.vertx(), null, hosts, PoolSettings.ofSize(SIZE));
        Listeners listeners = new Listeners(List.of(),
                List.of(new WritePositions("<default>"), new LostWrites("<default>", hosts)));
        primary = new PrimaryPool("<default>", server.vertx(), pool, hosts.dedicated(), listeners, ResultLimits.NONE,
                hosts, SIZE);
        if (replica != null) {
            replicas = Replicas.start(primary,
                    List.of(Replica.of(primary, new ReplicaTarget("localhost", replica, null, null, null, null),
                            () -> Future.succeededFuture(new PgConnectOptions(options)), PoolSettings.ofSize(SIZE))),
                    new ReplicaSettings(Duration.ofMillis(50), Duration.ofSeconds(30), -1));
        }
        router = new Router(primary, replicas, Routing.EXPLICIT);
        monitor = new PoolMonitor(router);
        this.database = new TransactionalDatabase(router, SessionSettings.of(PipelineBegin.READS),
                TransactionOptions.defaults(), ResultCache.disabled("<default>"));
    }

    public TransactionalDatabase db() {
        return database;
    }

    public PrimaryPool primary() {
        return primary;
    }

    public Router router() {
        return router;
    }

    public PoolMonitor monitor() {
        return monitor;
    }

    public PoolStatus status() {
        return monitor.pools().get(0);
    }

    /** Connections that are lent or waited for. */
    public int busy() {
        return status().inUse() + status().waiting();
    }

    @Override
    public void close() {
        replicas.close();
        hosts.close();
        pool.close();
    }
}
