package io.quarkiverse.strata.pool;

import java.util.function.Consumer;

/**
 * One connection lent to one subscription. It can be given back at any time, also while it is still waited for: a connection
 * that arrives afterwards goes straight back, so that cancelling leaks none.
 */
public final class Lease {

    private final PrimaryPool pool;
    private PhysicalConnection connection;
    private boolean over;

    public Lease(PrimaryPool pool) {
        this.pool = pool;
    }

    /**
     * Asks the pool for a connection, once.
     *
     * @param ready gets it, unless the lease was given back before
     * @param failed gets the driver's failure, unless the lease was given back before
     */
    public void acquire(Consumer<PhysicalConnection> ready, Consumer<Throwable> failed) {
        pool.acquire().onComplete(arrived -> {
            if (arrived.failed()) {
                if (!isOver()) {
                    failed.accept(arrived.cause());
                }
                return;
            }
            PhysicalConnection arrival = new PhysicalConnection(arrived.result());
            if (lend(arrival)) {
                ready.accept(arrival);
            } else {
                arrival.recycle();
            }
        });
    }

    /** Gives the connection back to the pool; nothing happens when that was done before. */
    public void release() {
        PhysicalConnection back = end();
        if (back != null) {
            back.recycle();
        }
    }

    /** Throws the connection away: its state is not known. Nothing happens when the lease is over. */
    public void discard() {
        PhysicalConnection back = end();
        if (back != null) {
            pool.discard(back);
        }
    }

    private synchronized boolean lend(PhysicalConnection arrival) {
        if (over) {
            return false;
        }
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
