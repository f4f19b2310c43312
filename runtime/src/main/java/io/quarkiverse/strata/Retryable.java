package io.quarkiverse.strata;

/** Marks failures after which the same whole transaction may succeed when run again: it was rolled back for certain. */
public interface Retryable {
}
