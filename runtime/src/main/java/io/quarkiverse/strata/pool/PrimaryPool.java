package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Listeners;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** A datasource's pool of connections to the primary, and the way to connections beside it. */
public final class PrimaryPool {

    private static final Logger LOG = Logger.getLogger(PrimaryPool.class);
    private static final Duration TERMINATE_LIMIT = Duration.ofSeconds(1);

    private final String dataSource;
    private final Vertx vertx;
    private final Pool pool;
    private final DedicatedConnections dedicated;
    private final Listeners listeners;

    /**
     * @param dataSource the datasource's name, for messages
     * @param vertx where timers run
     * @param pool the pool, Strata's or the application's own
     * @param dedicated opens connections beside the pool
     * @param listeners who hears of what runs on it
     */
    public PrimaryPool(String dataSource, Vertx vertx, Pool pool, DedicatedConnections dedicated, Listeners listeners) {
        this.dataSource = dataSource;
        this.vertx = vertx;
        this.pool = pool;
        this.dedicated = dedicated;
        this.listeners = listeners;
    }

    /**
     * Builds the driver's pool with what Quarkus cannot configure.
     *
     * @param base size, idle time-out and so on, already set
     * @param connect the host and credentials, asked for each physical connection
     * @param acquireTimeout how long a caller waits for a connection
     * @param maxWaiting how many callers may wait, -1 for any number
     */
    public static Pool build(Vertx vertx, PoolOptions base, Supplier<Future<PgConnectOptions>> connect,
            Duration acquireTimeout, int maxWaiting) {
        PoolOptions options = new PoolOptions(base)
                .setConnectionTimeout((int) Math.min(Integer.MAX_VALUE, acquireTimeout.toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxWaitQueueSize(maxWaiting);
        return PgBuilder.pool().with(options)
                .connectingTo(() -> connect.get().map(target -> (SqlConnectOptions) target))
                .using(vertx).build();
    }

    public String dataSource() {
        return dataSource;
    }

    public Vertx vertx() {
        return vertx;
    }

    /** Opens a connection beside the pool. */
    public DedicatedConnections dedicated() {
        return dedicated;
    }

    /** Who hears of what runs on the pool's connections. */
    public Listeners listeners() {
        return listeners;
    }

    /** How many connections are open. */
    public int size() {
        return pool.size();
    }

    Future<SqlConnection> acquire() {
        return pool.getConnection();
    }

    /**
     * Throws a connection away for good: its backend is terminated while the server answers, so that nothing goes on running
     * there, then the socket is closed whether it answered or not.
     */
    void discard(PhysicalConnection connection) {
        LOG.debugf("Discarding a connection of datasource %s (backend %d)", dataSource, connection.backendPid());
        Runnable close = once(connection::closeChannel);
        long timer = vertx.setTimer(TERMINATE_LIMIT.toMillis(), expired -> close.run());
        dedicated.connect().compose(helper -> helper.preparedQuery("SELECT pg_terminate_backend($1)")
                .execute(Tuple.of(connection.backendPid())).eventually(() -> helper.close()))
                .onComplete(done -> {
                    vertx.cancelTimer(timer);
                    close.run();
                });
    }

    private static Runnable once(Runnable action) {
        var ran = new AtomicBoolean();
        return () -> {
            if (ran.compareAndSet(false, true)) {
                action.run();
            }
        };
    }
}
