package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/** How a client reads on replicas what it wrote in a request before, on whichever instance. */
@ConfigGroup
public interface ConsistencyConfig {

    /** Where a token travels. */
    enum Token {
        /** Nowhere: each request reads its own writes alone. */
        NONE,
        /** In a header that the client sends back. */
        HEADER,
        /** In a cookie, which browsers send back by themselves. */
        COOKIE
    }

    /**
     * Where a response tells what its request has written, so that the client's next request reads it, too: `none`; `header`,
     * which
     * the client sends back with its next requests; `cookie`.
     */
    @WithDefault("none")
    Token token();

    /** The name of the header or cookie. */
    @WithDefault("Strata-Consistency")
    String name();

    /**
     * What tokens are signed with, at least 16 characters, the same for all instances. The first signs, all are accepted: put a
     * new one in front to change it. In development and in tests one is made up where there is none.
     */
    Optional<List<String>> secrets();

    /**
     * How long a token counts. It should be longer than replicas are ever behind; a failover within it sends its client's reads
     * to the primary until then.
     */
    @WithDefault("10m")
    Duration maxAge();
}
