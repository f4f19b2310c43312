package io.quarkiverse.strata.insight;

import java.util.List;

import io.smallrye.mutiny.Uni;

/**
 * Looks for indexes that seem to be missing in one datasource. Inject it; a named datasource's has the qualifier
 * {@code @ReactiveDataSource}.
 */
public interface IndexAdvisor {

    /**
     * Advice from two sources: the plans of slow queries that read a table of at least 10,000 rows from end to end to keep a
     * tenth of it or less by columns that they compare with values, and foreign keys of the database whose columns no index
     * begins with. It only reads the catalog, on a connection of its own.
     *
     * @return no advice twice, none for an index that is there; empty for none. Fails with the driver's failure when the
     *         database can't be asked.
     */
    Uni<List<IndexAdvice>> advise();
}
