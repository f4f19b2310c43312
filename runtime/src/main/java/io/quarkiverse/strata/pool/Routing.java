package io.quarkiverse.strata.pool;

/** Which reads go to replicas. */
public enum Routing {
    /** Those that ask for it: {@code onReplica()} and read-only transactions. */
    EXPLICIT,
    /** Besides, all reads outside of transactions that the builder made and that don't ask for the primary. */
    READS
}
