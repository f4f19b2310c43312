package io.quarkiverse.strata.pool;

import io.quarkiverse.strata.execution.Listeners;
import io.quarkiverse.strata.execution.ResultLimits;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

/** A datasource's pool of connections to the primary, and the way to connections beside it. */
public final class PrimaryPool extends ServerPool {

    private final Pool pool;
    private final Hosts hosts;
    private final int maxSize;
    private final ResultLimits resultLimits;
    private final OpenStreams streams = new OpenStreams();

    /**
     * @param dataSource the datasource's name, for messages
     * @param vertx where timers run
     * @param pool a {@link DriverPool}, or the application's own
     * @param dedicated opens connections beside the pool
     * @param listeners who hears of what runs on it
     */
    public PrimaryPool(String dataSource, Vertx vertx, Pool pool, DedicatedConnections dedicated, Listeners listeners) {
        this(dataSource, vertx, pool, dedicated, listeners, ResultLimits.NONE, null, -1);
    }

    /**
     * @param resultLimits how large results may be that don't ask for something else
     * @param hosts where it connects to, null where that isn't known
     * @param maxSize how many connections may be open, -1 where that isn't known
     */
    public PrimaryPool(String dataSource, Vertx vertx, Pool pool, DedicatedConnections dedicated, Listeners listeners,
            ResultLimits resultLimits, Hosts hosts, int maxSize) {
        super(dataSource, PoolStatus.PRIMARY, vertx, dedicated, listeners);
        this.pool = pool;
        this.hosts = hosts;
        this.maxSize = maxSize;
        this.resultLimits = resultLimits;
    }

    /** Keeps connections warm and looks after them, where the pool is Strata's. */
    public void start() {
        if (pool instanceof DriverPool own) {
            own.start();
        }
    }

    /** {@code host:port}, null where that isn't known. */
    String address() {
        return hosts == null ? null : hosts.address();
    }

    /** Where it connects to, null where that isn't known. */
    Hosts hosts() {
        return hosts;
    }

    @Override
    public boolean keepsSessions() {
        return hosts == null || hosts.keepSessions();
    }

    @Override
    boolean opensBeside() {
        return hosts != null;
    }

    /** How large results may be that don't ask for something else. */
    public ResultLimits resultLimits() {
        return resultLimits;
    }

    /** The datasource's streams, on whichever server. */
    public OpenStreams streams() {
        return streams;
    }

    /** How many connections may be open, -1 where that isn't known. */
    public int maxSize() {
        return maxSize;
    }

    @Override
    Pool driver() {
        return pool;
    }
}
