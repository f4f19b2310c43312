package io.quarkiverse.strata.pool;

import io.quarkiverse.strata.execution.Listeners;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

/** A datasource's pool of connections to the primary, and the way to connections beside it. */
public final class PrimaryPool extends ServerPool {

    private final Pool pool;
    private final String address;
    private final int maxSize;

    /**
     * @param dataSource the datasource's name, for messages
     * @param vertx where timers run
     * @param pool a {@link DriverPool}, or the application's own
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

    /** Keeps connections warm and looks after them, where the pool is Strata's. */
    public void start() {
        if (pool instanceof DriverPool own) {
            own.start();
        }
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
