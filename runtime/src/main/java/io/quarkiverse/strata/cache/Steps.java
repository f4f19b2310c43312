package io.quarkiverse.strata.cache;

/**
 * The steps of the protocol, so that a test can leave one out and see that it is missed.
 *
 * @param intent whether writes tell before their COMMIT
 * @param tokensBefore whether a result is kept with the tokens from before its query
 * @param heedIntents whether readers look for writes under way
 */
record Steps(boolean intent, boolean tokensBefore, boolean heedIntents) {

    static final Steps ALL = new Steps(true, true, true);
}
