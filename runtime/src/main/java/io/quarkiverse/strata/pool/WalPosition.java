package io.quarkiverse.strata.pool;

/**
 * How far a server's write-ahead log has come, comparable only within one history: a server that was promoted goes on in a
 * timeline of its own.
 *
 * @param system the database system's identifier, which its physical copies share
 * @param timeline the timeline
 * @param lsn the position in bytes
 */
record WalPosition(long system, int timeline, long lsn) {

    /** Something was written, and nobody knows where: only the primary has it for certain. */
    static final WalPosition UNKNOWN = new WalPosition(0, 0, Long.MAX_VALUE);

    /**
     * The position that includes both. One on a later timeline has all of an earlier one that is left: what the server that was
     * promoted then hadn't is gone.
     */
    WalPosition and(WalPosition other) {
        if (other == null || equals(other)) {
            return this;
        }
        if (system != other.system) {
            return UNKNOWN;
        }
        if (timeline != other.timeline) {
            return timeline > other.timeline ? this : other;
        }
        return lsn >= other.lsn ? this : other;
    }

    /**
     * Of two positions of a whole application the one that counts from now on: what comes later replaces what can't be compared
     * with it, or an application would never read on replicas again.
     */
    static WalPosition latest(WalPosition before, WalPosition now) {
        if (before == null || before.system != now.system || before.timeline < now.timeline || now.equals(UNKNOWN)) {
            return now;
        }
        return before.timeline > now.timeline || before.lsn >= now.lsn ? before : now;
    }
}
