package io.quarkiverse.strata.transaction;

import java.time.Duration;

import io.quarkiverse.strata.TransactionOptions;

/**
 * What bounds a stream that has a transaction of its own: the server keeps for it all that it might still see.
 *
 * @param maxDuration how long it may take; zero for any time
 * @param stallLimit how long its subscriber may ask for nothing; zero for any time
 */
public record StreamLimits(Duration maxDuration, Duration stallLimit) {

    /** What the configuration says by default. */
    public static final StreamLimits DEFAULT = new StreamLimits(Duration.ofMinutes(5), Duration.ofMinutes(1));

    /**
     * Lets the server end the transaction should the application hang, and not before: between two fetches a slow reader may
     * take longer than what the server allows others.
     */
    TransactionOptions guard(TransactionOptions options) {
        return maxDuration.isZero() ? options
                : options.withTimeout(maxDuration).withIdleTimeout(maxDuration.plus(Begin.SERVER_COMES_AFTER));
    }
}
