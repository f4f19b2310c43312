package io.quarkiverse.strata.sql;

/** Builds the failures of this package: a code, what is wrong, and the cure; never a value. */
final class Misuse {

    private Misuse() {
    }

    static IllegalArgumentException of(int code, String message) {
        return new IllegalArgumentException("STRATA-" + code + ": " + message);
    }

    static IllegalArgumentException nullCompared(String call, String what) {
        return of(1103, call + "(null) on " + what + " would never be true in SQL. Use "
                + (call.equals("ne") ? "isNotNull(), or isDistinctFrom(value)" : "isNull(), or isNotDistinctFrom(value)")
                + " when null should count as a value.");
    }

    /** Checks a part that must be there. */
    static <V> V given(V part, String call) {
        if (part == null) {
            throw of(1103, call + " was given null. Leave the call out where there is nothing to say.");
        }
        return part;
    }
}
