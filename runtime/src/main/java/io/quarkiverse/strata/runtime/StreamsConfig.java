package io.quarkiverse.strata.runtime;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * Streams outside of transactions. Each has a read-only transaction of its own, and while that is open the server can't clean
 * up
 * what it might still see. Inside a transaction the transaction's limits hold.
 */
@ConfigGroup
public interface StreamsConfig {

    /**
     * How long a stream may take, from its first row's query on, before it fails with `TransactionTimeoutException`. `0` is no
     * limit. It is also the server's idle limit for that transaction, so that a shorter one of its own doesn't end a slow
     * reader.
     */
    @WithDefault("5m")
    Duration maxDuration();

    /**
     * How long the subscriber of a stream may ask for no more rows, as for a client that has stopped to read, before the stream
     * fails with `TransactionTimeoutException`. `0` is no limit.
     */
    @WithDefault("1m")
    Duration stallLimit();
}
