package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkiverse.strata.pool.Routing;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/** Replicas: streaming standbys that take over reads. */
@ConfigGroup
public interface ReplicasConfig {

    /**
     * The replicas, `postgresql://host:port` with commas between them. What a URL leaves out, credentials and the database
     * first of all, is as with the primary. Not set: all reads go to the primary. The environment's `DATABASE_READ_URLS` means
     * the same.
     */
    Optional<List<String>> urls();

    /**
     * Which reads go to replicas: `explicit` those that ask for it (`onReplica()`, read-only transactions), `reads` besides
     * all reads outside of transactions that the builder made. SQL text, row locks, and functions of your own go to the primary
     * unless they ask.
     */
    @WithDefault("explicit")
    Routing routing();

    /**
     * The most connections to one replica. Not set: as many as to the primary.
     */
    OptionalInt maxSize();

    /**
     * The time between two looks at a replica: whether it answers, still is a replica, and how far behind it is.
     */
    @WithDefault("1s")
    Duration checkInterval();

    /**
     * How old what a replica shows may be. One that is further behind gets no reads until it has caught up by half.
     */
    @WithDefault("10s")
    Duration maxLag();

    /**
     * How much of the primary's log a replica may have yet to replay. Not set: any amount.
     */
    Optional<MemorySize> maxLagBytes();
}
