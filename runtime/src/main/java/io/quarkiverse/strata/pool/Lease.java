package io.quarkiverse.strata.pool;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One connection lent to one subscription. It can be given back at any time, also while it is still waited for: a connection
 * that arrives afterwards goes straight back, so that cancelling leaks none.
 */
public final class Lease {

    private final Supplier<Route> routes;
    private Holder holder;
    private Route route;
    private ServerPool pool;
    private PhysicalConnection connection;
    private Runnable withdrawal;
    private boolean doubtful;
    private boolean over;

    /** A connection of this pool. */
    public Lease(ServerPool pool) {
        this.routes = () -> null;
        this.pool = pool;
    }

    /**
     * A connection of a route's replica, if that is there and has replayed what it must, else of the primary.
     *
     * @param routes asked when the connection is: what the request has written until then counts
     */
    public Lease(PrimaryPool primary, Supplier<Route> routes) {
        this.routes = routes;
        this.pool = primary;
    }

    /** Where the connection comes from, once it is there. */
    public synchronized ServerPool pool() {
        return pool;
    }

    /**
     * Asks the pool for a connection, once.
     *
     * @param by who is going to have it
     * @param ready gets it, unless the lease was given back before
     * @param failed gets the failure, unless the lease was given back before
     */
    public void acquire(Holder by, Consumer<PhysicalConnection> ready, Consumer<Throwable> failed) {
        holder = by;
        route = routes.get();
        if (route == null || route.replica() == null) {
            acquire(pool(), ready, failed);
        } else {
            acquireFromReplica(ready, failed);
        }
    }

    private void acquire(ServerPool from, Consumer<PhysicalConnection> ready, Consumer<Throwable> failed) {
        from.acquire(holder, this::withdrawable).onComplete(arrived -> {
            if (arrived.succeeded()) {
                hand(from, arrived.result(), ready);
            } else if (!isOver()) {
                failed.accept(arrived.cause());
            }
        });
    }

    private void acquireFromReplica(Consumer<PhysicalConnection> ready, Consumer<Throwable> failed) {
        Replica replica = route.replica();
        replica.pool().acquire(holder, this::withdrawable).onComplete(arrived -> {
            if (arrived.failed()) {
                if (ReplicaPool.isConnection(arrived.cause())) {
                    moveOn(arrived.cause(), ready, failed);
                } else if (!isOver()) {
                    failed.accept(arrived.cause());
                }
                return;
            }
            PhysicalConnection arrival = arrived.result();
            Gate.passes(arrival.sql(), route.position()).onSuccess(fresh -> {
                if (fresh) {
                    hand(replica.pool(), arrival, ready);
                } else {
                    replica.pool().recycle(arrival);
                    moveOn(null, ready, failed);
                }
            });
        });
    }

    private void moveOn(Throwable failure, Consumer<PhysicalConnection> ready, Consumer<Throwable> failed) {
        route.replica().bounced(failure);
        if (!isOver()) {
            acquire(route.primary(), ready, failed);
        }
    }

    private void hand(ServerPool from, PhysicalConnection arrival, Consumer<PhysicalConnection> ready) {
        if (lend(from, arrival)) {
            ready.accept(arrival);
        } else {
            from.recycle(arrival);
        }
    }

    /** Nobody knows the connection's state any more: it is thrown away when it is given back. */
    public synchronized void doubt() {
        doubtful = true;
    }

    /** Gives the connection back to the pool; nothing happens when that was done before. */
    public void release() {
        Runnable waiting;
        synchronized (this) {
            waiting = withdrawal;
            withdrawal = null;
        }
        PhysicalConnection back = end();
        if (back == null && waiting != null) {
            waiting.run();
        } else if (back != null && doubtful) {
            pool.discard(back);
        } else if (back != null) {
            pool.recycle(back);
        }
    }

    /** Throws the connection away at once: its state is not known. Nothing happens when the lease is over. */
    public void discard() {
        doubt();
        release();
    }

    /** @param waitsNoMore what takes it out of the queue */
    private void withdrawable(Runnable waitsNoMore) {
        boolean late;
        synchronized (this) {
            late = over;
            withdrawal = waitsNoMore;
        }
        if (late) {
            waitsNoMore.run();
        }
    }

    private synchronized boolean lend(ServerPool from, PhysicalConnection arrival) {
        if (over) {
            return false;
        }
        pool = from;
        connection = arrival;
        return true;
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized PhysicalConnection end() {
        PhysicalConnection back = over ? null : connection;
        over = true;
        connection = null;
        return back;
    }
}
