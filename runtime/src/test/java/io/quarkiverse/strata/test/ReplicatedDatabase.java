package io.quarkiverse.strata.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.ResultCache;
import io.quarkiverse.strata.execution.ResultLimits;
import io.quarkiverse.strata.execution.StatementRun;
import io.quarkiverse.strata.pool.DriverPool;
import io.quarkiverse.strata.pool.Hosts;
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
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;

/** A {@code Database} on a primary and its replicas, watched every 50 ms; its sessions have a name on the servers. */
public final class ReplicatedDatabase implements AutoCloseable {

    /** The sessions' application_name. */
    public static final String NAME = "replicated";

    private final Pool pool;
    private final Replicas replicas;
    private final Router router;
    private final TransactionalDatabase database;
    private final List<StatementRun> runs = Collections.synchronizedList(new ArrayList<>());

    /** @param ports the replicas', each of which may be a proxy's */
    public ReplicatedDatabase(PostgresServer primary, String database, Routing routing, Duration maxLag, int... ports) {
        this(primary, database, true, routing, maxLag, ports);
    }

    /** As behind a pooler that lends its connections by transaction. */
    public static ReplicatedDatabase withoutSessions(PostgresServer primary, String database, int... ports) {
        return new ReplicatedDatabase(primary, database, false, Routing.EXPLICIT, Duration.ofSeconds(30), ports);
    }

    private ReplicatedDatabase(PostgresServer primary, String database, boolean keepSessions, Routing routing, Duration maxLag,
            int... ports) {
        PgConnectOptions options = primary.options(database);
        options.addProperty("application_name", NAME);
        Supplier<Future<PgConnectOptions>> connect = () -> Future.succeededFuture(new PgConnectOptions(options));
        PoolSettings size = PoolSettings.ofSize(5);
        pool = DriverPool.build(primary.vertx(), null, connect, size);
        PrimaryPool primaryPool = new PrimaryPool("<default>", primary.vertx(), pool,
                () -> PgConnection.connect(primary.vertx(), options).map(c -> (SqlConnection) c),
                new Listeners(List.of(runs::add), List.of(new WritePositions("<default>"))), ResultLimits.NONE,
                keepSessions ? null
                        : new Hosts("<default>", primary.vertx(), List.of(new Hosts.Target("primary", connect)), false),
                -1);
        ReplicaSettings settings = new ReplicaSettings(Duration.ofMillis(50), maxLag, -1);
        List<Replica> all = java.util.Arrays.stream(ports)
                .mapToObj(port -> Replica.of(primaryPool, new ReplicaTarget("localhost", port, null, null, null, null),
                        connect, size))
                .toList();
        replicas = Replicas.start(primaryPool, all, settings);
        router = new Router(primaryPool, replicas, routing);
        this.database = new TransactionalDatabase(router, SessionSettings.of(PipelineBegin.READS),
                TransactionOptions.defaults(),
                ResultCache.disabled("<default>"));
    }

    public TransactionalDatabase db() {
        return database;
    }

    public Router router() {
        return router;
    }

    /** What has run, in order. */
    public List<StatementRun> runs() {
        return runs;
    }

    /** How often statements ran on this server. */
    public long ranOn(String server) {
        return List.copyOf(runs).stream().filter(run -> server.equals(run.server())).count();
    }

    public List<PoolStatus> pools() {
        return new PoolMonitor(router).pools();
    }

    public PoolStatus replica(int port) {
        return pools().stream().filter(status -> status.name().equals("localhost:" + port)).findFirst().orElseThrow();
    }

    public void awaitState(int port, PoolStatus.State state) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).untilAsserted(
                () -> assertThat(replica(port).state()).as(() -> replica(port).toString()).isEqualTo(state));
    }

    /** Waits until all of them serve. */
    public ReplicatedDatabase awaitUp() {
        pools().stream().filter(status -> !status.name().equals(PoolStatus.PRIMARY))
                .forEach(status -> awaitState(Integer.parseInt(status.name().split(":")[1]), PoolStatus.State.UP));
        return this;
    }

    /** Connections that are lent or waited for. */
    public int busy() {
        return pools().stream().flatMap(status -> Stream.of(status.inUse(), status.waiting())).mapToInt(i -> i).sum();
    }

    @Override
    public void close() {
        replicas.close();
        pool.close();
    }
}
