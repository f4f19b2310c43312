package io.quarkiverse.strata.runtime;

import io.quarkus.runtime.annotations.ConfigGroup;

/** What can be set for one datasource when the application runs. */
@ConfigGroup
public interface DataSourceStrataRuntimeConfig {

    /** The pool of connections to the primary. */
    PoolConfig pool();

    /** Sessions. */
    SessionConfig session();

    /** Replicas. */
    ReplicasConfig replicas();

    /** Transactions. */
    TransactionsConfig transactions();

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
