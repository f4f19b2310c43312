package io.quarkiverse.strata.migration;

/** How many migrations share a transaction. */
public enum MigrationTransactions {
    /** Each has its own. */
    EACH,
    /**
     * As many as there are in a row, while they hold no more than half of the locks that the server has room for: fewer
     * commits. When one fails, those of its group aren't kept.
     */
    GROUPS,
    /** All that are pending, or none. What can't be in one transaction is refused before anything is sent. */
    ALL
}
