package io.quarkiverse.strata.insight;

/** For which calls it is found out where in the application they are made. */
public enum CallSiteMode {
    /** For all. */
    ALWAYS,
    /** For statements that have been slow before: the first slow run of a statement has none. */
    SLOW,
    /** For none. */
    NEVER
}
