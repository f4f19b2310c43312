package io.quarkiverse.strata.test;

import java.time.Duration;

import org.awaitility.Awaitility;

import io.quarkiverse.strata.TransactionOptions;
import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.ResultCache;
import io.quarkiverse.strata.pool.DedicatedConnections;
import io.quarkiverse.strata.pool.DriverPool;
import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkiverse.strata.pool.Router;
import io.quarkiverse.strata.transaction.PipelineBegin;
import io.quarkiverse.strata.transaction.SessionSettings;
import io.quarkiverse.strata.transaction.TransactionalDatabase;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;

/** A {@code Database} of its own on a fresh database of the test server, and a look at what its pool does there. */
public final class TestDatabase implements AutoCloseable {

    private final PostgresServer server;
    private final String name;
    private final Pool pool;
    private final TransactionalDatabase database;

    public TestDatabase(int size) {
        this(size, PipelineBegin.READS, null);
    }

    /** @param port where to connect instead of the server's own, a proxy's for example */
    public TestDatabase(int size, PipelineBegin pipelineBegin, Integer port) {
        this(size, pipelineBegin, port, Listeners.NONE);
    }

    /** @param listeners who hears of what runs on it */
    public TestDatabase(int size, PipelineBegin pipelineBegin, Integer port, Listeners listeners) {
        this(size, pipelineBegin, port, listeners, TransactionOptions.defaults());
    }

    /** @param defaults of its transactions */
    public TestDatabase(int size, PipelineBegin pipelineBegin, Integer port, Listeners listeners,
            TransactionOptions defaults) {
        this(size, SessionSettings.of(pipelineBegin), port, listeners, defaults);
    }

    /** Another instance on the database of one that there is. */
    public TestDatabase(String existing, int size, TransactionOptions defaults) {
        this(PostgresServer.get(), existing, size, SessionSettings.of(PipelineBegin.READS), null, Listeners.NONE, defaults);
    }

    /** On a database of another server. */
    public TestDatabase(PostgresServer server, String existing, int size) {
        this(server, existing, size, SessionSettings.of(PipelineBegin.READS), null, Listeners.NONE,
                TransactionOptions.defaults());
    }

    /** @param settings how its transactions are sent */
    public TestDatabase(int size, SessionSettings settings, Integer port, Listeners listeners, TransactionOptions defaults) {
        this(PostgresServer.get(), PostgresServer.get().createDatabase(), size, settings, port, listeners, defaults);
    }

    private TestDatabase(PostgresServer server, String existing, int size, SessionSettings settings, Integer port,
            Listeners listeners, TransactionOptions defaults) {
        this.server = server;
        name = existing;
        PgConnectOptions options = server.options(name);
        options.getProperties().put("application_name", "pool");
        if (port != null) {
            options.setPort(port);
        }
        pool = DriverPool.build(server.vertx(), null, () -> Future.succeededFuture(new PgConnectOptions(options)),
                PoolSettings.ofSize(size));
        DedicatedConnections dedicated = () -> PgConnection.connect(server.vertx(), options).map(c -> (SqlConnection) c);
        database = new TransactionalDatabase(
                Router.primaryOnly(new PrimaryPool("<default>", server.vertx(), pool, dedicated, listeners)),
                settings, defaults, ResultCache.disabled("<default>"));
    }

    public TransactionalDatabase db() {
        return database;
    }

    public String name() {
        return name;
    }

    /** Runs SQL beside the pool. */
    public void sql(String sql) {
        server.execute(name, sql);
    }

    /** One number, asked beside the pool. */
    public long number(String sql) {
        return server.execute(name, sql).iterator().next().getLong(0);
    }

    /** Connections that the pool has open. */
    public int size() {
        return pool.size();
    }

    /** Backends of the pool that run something or sit in a transaction. */
    public long busyBackends() {
        return number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pool' AND datname = current_database() "
                + "AND state <> 'idle'");
    }

    /** Fails when something still runs or sits in a transaction after a while: what is thrown away takes a moment to end. */
    public void becomesIdle() {
        Awaitility.await("busy backends").pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(5)).until(this::busyBackends, busy -> busy == 0);
    }

    @Override
    public void close() {
        pool.close();
    }
}
