package io.quarkiverse.strata.cache;

/** What a read depends on isn't known, for a reason that lies in the database. */
final class UncacheableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UncacheableException(String why) {
        super(why, null, false, false);
    }
}
