package io.quarkiverse.strata.pool;

import java.util.concurrent.Executor;

import io.quarkiverse.strata.pool.Turnover.Reason;
import io.vertx.core.Future;

/** What a {@link ConnectionPool} keeps: a connection to a server. Its times are the pool's, by {@link System#nanoTime()}. */
abstract class PoolMember {

    private final Executor loop;
    private volatile boolean closed;
    /** When it has to go, null for never. Guarded by the pool. */
    Long expires;
    /** Since when it is the pool's. Guarded by the pool. */
    long opened;
    /** Of which generation of the pool it is. Guarded by the pool. */
    int generation;
    /** Whether somebody has had it. Guarded by the pool. */
    boolean used;
    /** Why it is closed, where the pool knows; null before, and where somebody else does it. */
    volatile Reason why;
    /** Since when nobody has it. Guarded by the pool. */
    long idleSince;
    /** When the server was last heard of. Guarded by the pool. */
    long heard;

    /** @param loop the event loop that its answers arrive on */
    PoolMember(Executor loop) {
        this.loop = loop;
    }

    final Executor loop() {
        return loop;
    }

    /** It has been closed, by whomever. */
    final void markClosed() {
        closed = true;
    }

    final boolean isClosed() {
        return closed;
    }

    /** Says good-bye to the server, and closes it whether that answers or not. */
    abstract void hangUp();

    /** Closes it without waiting for the server. */
    abstract void cut();

    /** Asks whether the server is there; bounded. */
    abstract Future<Void> check();
}
