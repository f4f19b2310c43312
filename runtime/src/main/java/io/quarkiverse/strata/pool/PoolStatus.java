package io.quarkiverse.strata.pool;

import java.time.Duration;

/**
 * What a pool of connections to one server does at a moment: the primary's, or a replica's.
 *
 * @param dataSource the datasource's name
 * @param name {@code primary}, or the replica's name, which is its {@code host:port}
 * @param address {@code host:port}, null where the application builds the pool itself
 * @param state how the server is
 * @param reason why it isn't {@link State#UP}, with Strata's code; null when it is
 * @param lagBytes how much write-ahead log it has yet to replay, -1 when that isn't known, 0 for the primary
 * @param lag how old what it shows is, at most; null when that isn't known, zero for the primary
 * @param size connections that are open
 * @param inUse those of them that Strata has lent
 * @param idle those of them that nobody uses
 * @param waiting callers that wait for one
 * @param maxSize how many may be open, -1 where that isn't known
 * @param lent how often a connection was lent since the start
 * @param acquireNanos how long callers have waited for one since the start, in all, in nanoseconds
 * @param timeouts how often a caller waited in vain since the start
 * @param bounced how many reads that were meant for this replica went to the primary instead since the start, because it hadn't
 *        replayed what their request had written, or failed them
 * @param turnover how connections came and went
 */
public record PoolStatus(String dataSource, String name, String address, State state, String reason, long lagBytes,
        Duration lag,
        int size, int inUse, int idle, int waiting, int maxSize, long lent, long acquireNanos, long timeouts, long bounced,
        Turnover turnover) {

    /** What a server of this name is, as meters call it: {@code primary} or {@code replica}. */
    public static String role(String server) {
        return server.equals(PRIMARY) ? PRIMARY : "replica";
    }

    /** How a server is. */
    public enum State {
        /** Nobody has looked yet. */
        UNKNOWN,
        /** It serves. */
        UP,
        /** It answers, but is further behind the primary than allowed: it gets no reads. */
        LAGGING,
        /** It doesn't answer. */
        DOWN,
        /** It isn't a replica of this primary: it gets no reads. */
        REFUSED
    }

    /** The name of the primary's pool. */
    public static final String PRIMARY = "primary";
}
