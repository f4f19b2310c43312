package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.quarkiverse.strata.execution.Listeners;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;

/** A datasource's pool of connections to the primary, and the way to connections beside it. */
public final class PrimaryPool extends ServerPool {

    private final Pool pool;
    private final String address;
    private final int maxSize;

    /**
     * @param dataSource the datasource's name, for messages
     * @param vertx where timers run
     * @param pool the pool, Strata's or the application's own
     * @param dedicated opens connections beside the pool
     * @param listeners who hears of what runs on it
     */
    public PrimaryPool(String dataSource, Vertx vertx, Pool pool, DedicatedConnections dedicated, Listeners listeners) {
        this(dataSource, vertx, pool, dedicated, listeners, null, -1);
    }

    /**
     * @param address {@code host:port}, null where the application builds the pool itself
     * @param maxSize how many connections may be open, -1 where that isn't known
     */
    public PrimaryPool(String dataSource, Vertx vertx, Pool pool, DedicatedConnections dedicated, Listeners listeners,
            String address, int maxSize) {
        super(dataSource, PoolStatus.PRIMARY, vertx, dedicated, listeners);
        this.pool = pool;
        this.address = address;
        this.maxSize = maxSize;
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
        return build(vertx, base, connect, acquireTimeout, maxWaiting, null);
    }

    /** @param connected gets each new physical connection, null for none; it closes it to hand it to the pool */
    static Pool build(Vertx vertx, PoolOptions base, Supplier<Future<PgConnectOptions>> connect, Duration acquireTimeout,
            int maxWaiting, Handler<SqlConnection> connected) {
        PoolOptions options = new PoolOptions(base)
                .setConnectionTimeout((int) Math.min(Integer.MAX_VALUE, acquireTimeout.toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxWaitQueueSize(maxWaiting);
        return PgBuilder.pool().with(options).withConnectHandler(connected)
                .connectingTo(() -> connect.get().map(target -> (SqlConnectOptions) target))
                .using(vertx).build();
    }

    String address() {
        return address;
    }

    @Override
    boolean opensBeside() {
        return address != null;
    }

    int maxSize() {
        return maxSize;
    }

    @Override
    Pool driver() {
        return pool;
    }
}
