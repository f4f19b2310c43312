package io.quarkiverse.strata.pool;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;

/** One replica: its pool, how it is, and how it did. */
public final class Replica {

    private static final double WEIGHT_OF_THE_LAST = 0.2;

    private final ReplicaPool pool;
    private final int maxSize;
    private final LongAdder bounced = new LongAdder();
    private volatile Health health = Health.UNKNOWN;
    private volatile double latency;
    private volatile Runnable suspected = () -> {
    };

    /** @param maxSize the most connections to it */
    Replica(ReplicaPool pool, int maxSize) {
        this.pool = pool;
        this.maxSize = maxSize;
    }

    /**
     * A replica with a pool like the primary's.
     *
     * @param target what differs
     * @param connect the primary's host and credentials, asked for each physical connection
     * @param pool how its pool keeps and lends
     */
    public static Replica of(PrimaryPool primary, ReplicaTarget target, Supplier<Future<PgConnectOptions>> connect,
            PoolSettings pool) {
        Supplier<Future<PgConnectOptions>> there = () -> connect.get().map(known -> target.of(known, primary.keepsSessions()));
        DedicatedConnections dedicated = () -> there.get()
                .compose(known -> DedicatedConnections.open(primary.vertx(), known));
        return new Replica(new ReplicaPool(primary.dataSource(), target.name(), primary.vertx(),
                DriverPool.build(primary.vertx(), primary.dataSource() + "/" + target.name(), there, pool), dedicated,
                primary.listeners(), primary.keepsSessions()), pool.maxSize());
    }

    ReplicaPool pool() {
        return pool;
    }

    Health health() {
        return health;
    }

    void health(Health found) {
        health = found;
    }

    /** @param look looks at it at once */
    void onSuspicion(Runnable look) {
        suspected = look;
    }

    /** Whether it may get a read that has to see {@code position}, null for nothing. */
    boolean isFitFor(WalPosition position) {
        Health now = health;
        return now.state() == PoolStatus.State.UP && (position == null || now.comparesWith(position));
    }

    /** What one more read here costs, compared with other replicas. */
    double cost() {
        return (pool.busy() + 1) * latency;
    }

    /** It has answered a statement, or a question about itself. A lost update among threads does no harm. */
    void answered(long nanos) {
        double before = latency;
        latency = before == 0 ? nanos : before + WEIGHT_OF_THE_LAST * (nanos - before);
    }

    /** A read that was meant for it goes to the primary. @param failure what it failed with, null when it was only behind */
    void bounced(Throwable failure) {
        bounced.increment();
        if (failure != null && ReplicaPool.isConnection(failure)) {
            suspected.run();
        }
    }

    PoolStatus status() {
        Health now = health;
        return pool.status(pool.name(), now.state(), now.reason(), now.lagBytes(), now.lag(), maxSize, bounced.sum());
    }
}
