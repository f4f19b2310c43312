package io.quarkiverse.strata.runtime;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/** What can be set for one datasource when the application runs. */
@ConfigGroup
public interface DataSourceStrataRuntimeConfig {

    /**
     * What stands between the application and the server: `none`; `transaction` a pooler that lends its connections by
     * transaction, such as PgBouncer with `pool_mode=transaction`. Behind one no session lasts: what needs one is refused,
     * nothing is cancelled in the server, limits travel with transactions, and each statement is parsed anew.
     */
    @WithDefault("none")
    Pooler pooler();

    /** The pool of connections to the primary. */
    PoolConfig pool();

    /** Sessions. */
    SessionConfig session();

    /** Replicas. */
    ReplicasConfig replicas();

    /** Transactions. */
    TransactionsConfig transactions();

    /** Streams. */
    StreamsConfig streams();

    /** Results. */
    ResultsConfig results();

    /** The cache of results. */
    CacheConfig cache();

    /** Migrations. */
    MigrationConfig migration();

    /** Seeders. */
    SeedingConfig seeding();

    /** Statistics, slow queries, plans. */
    InsightConfig insight();
}
