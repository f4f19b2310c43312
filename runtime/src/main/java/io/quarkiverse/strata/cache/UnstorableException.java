package io.quarkiverse.strata.cache;

/** A value's class has no stored form, or the whole is too large: the result is given, and not kept. */
final class UnstorableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnstorableException(Class<?> type) {
        super("no stored form of " + type.getName(), null, false, false);
    }

    UnstorableException(String why) {
        super(why, null, false, false);
    }
}
