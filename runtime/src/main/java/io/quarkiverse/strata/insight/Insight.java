package io.quarkiverse.strata.insight;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.quarkiverse.strata.execution.CallSites;
import io.quarkiverse.strata.execution.StatementListener;
import io.quarkiverse.strata.execution.StatementRun;

/** Hears of each statement of all datasources, and answers what they cost. */
public final class Insight implements StatementListener, QueryStatistics {

    private final Map<String, DataSourceInsight> dataSources;

    /** @param dataSources those that are looked at, by their names */
    public Insight(Map<String, DataSourceInsight> dataSources) {
        this.dataSources = Map.copyOf(dataSources);
    }

    @Override
    public void ended(StatementRun run) {
        DataSourceInsight insight = dataSources.get(run.dataSource());
        if (insight != null) {
            insight.ended(run);
        }
    }

    /** Finds out where calls on a datasource are made. */
    public CallSites callSites(String dataSource) {
        DataSourceInsight insight = dataSources.get(dataSource);
        return insight == null ? CallSites.NONE : insight.callSites();
    }

    /** How many runs of a datasource were slow since the start. */
    public long slowCount(String dataSource) {
        DataSourceInsight insight = dataSources.get(dataSource);
        return insight == null ? 0 : insight.slowCount();
    }

    /** Looks for missing indexes of a datasource; null when it isn't looked at. */
    public IndexAdvisor advisor(String dataSource) {
        DataSourceInsight insight = dataSources.get(dataSource);
        return insight == null ? null : insight.advisor();
    }

    @Override
    public List<QueryStats> statements() {
        return all(DataSourceInsight::statements, Comparator.comparing(QueryStats::total).reversed());
    }

    @Override
    public List<QueryRun> recent() {
        return all(DataSourceInsight::recent, Comparator.comparing(QueryRun::endedAt).reversed());
    }

    @Override
    public List<SlowQuery> slow() {
        return all(DataSourceInsight::slow, Comparator.comparing((SlowQuery query) -> query.run().endedAt()).reversed());
    }

    @Override
    public void reset() {
        dataSources.values().forEach(DataSourceInsight::reset);
    }

    private <T> List<T> all(Function<DataSourceInsight, List<T>> part, Comparator<T> order) {
        return dataSources.values().stream().flatMap(each -> part.apply(each).stream()).sorted(order).toList();
    }
}
