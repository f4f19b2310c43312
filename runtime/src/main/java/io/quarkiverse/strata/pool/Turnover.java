package io.quarkiverse.strata.pool;

import java.util.Map;

/**
 * How connections of a pool came and went since the start.
 *
 * @param opened how many were opened
 * @param closed how many were closed, by reason; those without any are left out
 */
public record Turnover(long opened, Map<Reason, Long> closed) {

    /** Where the pool isn't Strata's. */
    static final Turnover UNKNOWN = new Turnover(-1, Map.of());

    /** Why a connection was closed. */
    public enum Reason {
        /** Nobody had needed it for a while. */
        IDLE,
        /** Its life time was over. */
        EXPIRED,
        /** Another server has become the primary. */
        SWITCHED,
        /** Nobody knew the state of its session any more, or it came back with a transaction open. */
        DISCARDED,
        /** The server, or something on the way to it, has closed it, or didn't answer. */
        LOST,
        /** The application stops. */
        STOPPED
    }

    /** How many were closed for this reason. */
    public long closed(Reason reason) {
        return closed.getOrDefault(reason, 0L);
    }
}
