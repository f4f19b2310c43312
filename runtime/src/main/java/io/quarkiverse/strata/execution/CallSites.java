package io.quarkiverse.strata.execution;

import java.util.function.Supplier;

import io.quarkiverse.strata.sql.Statement;

/** Finds out where in the application's code a call is made. Called when the call is assembled, on the caller's stack. */
@FunctionalInterface
public interface CallSites {

    /** Looks nowhere. */
    CallSites NONE = statement -> null;

    /**
     * @param statement what is about to be run, for those who look at certain statements alone
     * @return {@code class.method:line}, null when it isn't worth looking or nothing was found
     */
    String of(Supplier<? extends Statement> statement);
}
