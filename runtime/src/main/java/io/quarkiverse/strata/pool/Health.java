package io.quarkiverse.strata.pool;

import java.time.Duration;

import io.quarkiverse.strata.pool.PoolStatus.State;

/**
 * What the last look at a replica found.
 *
 * @param state whether it gets reads
 * @param reason why not, null when it does
 * @param system its database system's identifier, null when it can't be compared with what a request has written
 * @param timeline the timeline that it follows
 * @param lagBytes how much log it has yet to replay, -1 when that isn't known
 * @param lag how old what it shows is, null when that isn't known
 */
record Health(State state, String reason, Long system, int timeline, long lagBytes, Duration lag) {

    static final Health UNKNOWN = new Health(State.UNKNOWN, "nobody has looked yet", null, 0, -1, null);

    static Health out(State state, String reason) {
        return new Health(state, reason, null, 0, -1, null);
    }

    /** Whether it may be asked if it has replayed {@code position}. */
    boolean comparesWith(WalPosition position) {
        return system != null && system == position.system() && timeline == position.timeline();
    }
}
