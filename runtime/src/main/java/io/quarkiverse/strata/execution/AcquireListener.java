package io.quarkiverse.strata.execution;

/** Hears of each caller who has waited for a connection, on the hot path: an implementation must be quick and not block. */
public interface AcquireListener {

    /**
     * @param dataSource the datasource's name
     * @param server {@code primary}, or the replica's name
     * @param nanos how long the caller has waited
     * @param lent whether it got one, and didn't fail
     */
    void acquired(String dataSource, String server, long nanos, boolean lent);
}
