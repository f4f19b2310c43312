package io.quarkiverse.strata;

import io.smallrye.mutiny.Uni;

/**
 * The cache of a datasource's results, filled by {@link Queries#cacheFor}. Writes through Strata outdate what they change by
 * themselves; these calls are for what changes behind Strata's back.
 */
public interface QueryCache {

    /**
     * Outdates what was kept under a name of {@link Queries#cacheKey}, in every instance on the same Redis. A read that
     * starts after the {@code Uni} has ended asks the database.
     */
    Uni<Void> invalidate(String key);

    /** Outdates everything kept of this datasource, and looks at the database's catalog again. */
    Uni<Void> clear();

    /** What the cache has done so far, in this instance. */
    CacheStatistics statistics();
}
