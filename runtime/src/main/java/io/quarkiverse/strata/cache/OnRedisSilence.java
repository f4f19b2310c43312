package io.quarkiverse.strata.cache;

/** What becomes of a write when Redis can't be told of it. */
public enum OnRedisSilence {
    /** It is rolled back and fails. */
    FAIL,
    /** It commits; other instances may give outdated results for as long as these are kept. */
    AVAILABLE
}
