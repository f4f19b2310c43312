package io.quarkiverse.strata.runtime;

/** Tells results that stand for a failure, so that the transaction that made them is rolled back. */
public interface FailedResult {

    /** @param item what the method's {@code Uni} gave, never null */
    boolean isFailure(Object item);
}
