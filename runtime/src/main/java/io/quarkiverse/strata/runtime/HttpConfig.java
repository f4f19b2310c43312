package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;

/** Requests. */
@ConfigMapping(prefix = "quarkus.strata.http")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface HttpConfig {

    /**
     * How long the statements and transactions of a request may take in all, from its arrival, the wait for connections
     * included. Then what runs is ended in the server as by its own timeout, and nothing more is sent. A COMMIT that was sent
     * isn't cut off. Streams have no deadline. `0` or nothing is none.
     */
    Optional<Duration> deadline();

    /** Reading one's own writes from request to request. */
    ConsistencyConfig consistency();
}
