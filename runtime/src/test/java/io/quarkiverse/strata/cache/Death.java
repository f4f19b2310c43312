package io.quarkiverse.strata.cache;

/** Between which steps of the protocol a process ends. */
enum Death {
    BEFORE_INTENT,
    /** It was sent, perhaps; nobody has waited for the answer. */
    INTENT_UNDER_WAY,
    BEFORE_COMMIT,
    COMMIT_UNDER_WAY,
    /** Before the end of the write is told. */
    AFTER_COMMIT,
    /** As that, and the COMMIT comes when the lease would be over without its renewals. */
    AFTER_LATE_COMMIT,
    /** It was sent, perhaps. */
    DONE_UNDER_WAY;

    /** How the parent sees where it ended. */
    int exitCode() {
        return 100 + ordinal();
    }

    void die() {
        Runtime.getRuntime().halt(exitCode());
    }
}
