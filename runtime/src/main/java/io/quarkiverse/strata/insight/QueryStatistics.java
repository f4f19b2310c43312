package io.quarkiverse.strata.insight;

import java.util.List;

/**
 * What this instance's statements cost, of all datasources. Inject it. Numbers live in memory: at most
 * {@code quarkus.strata.insight.max-statements} statements are kept, those unused for longest make room.
 *
 * <pre>{@code
 * statistics.statements().stream().limit(10).forEach(each -> LOG.info(each.total() + " " + each.statement()));
 * }</pre>
 */
public interface QueryStatistics {

    /** Each statement, the one with the most total time first. */
    List<QueryStats> statements();

    /** The last runs, the newest first. */
    List<QueryRun> recent();

    /** The last slow runs, the newest first. */
    List<SlowQuery> slow();

    /** Forgets everything. */
    void reset();
}
