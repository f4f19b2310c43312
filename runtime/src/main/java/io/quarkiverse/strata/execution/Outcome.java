package io.quarkiverse.strata.execution;

/** How writing ended. */
public enum Outcome {
    /** It is there. */
    COMMITTED,
    /** It is not there. */
    ROLLED_BACK,
    /** The server's answer never came: it is wholly there or wholly absent. */
    UNKNOWN
}
