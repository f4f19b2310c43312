package io.quarkiverse.strata.insight;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.strata.execution.CallSites;
import io.quarkiverse.strata.execution.Explained;
import io.quarkiverse.strata.execution.StatementListener;
import io.quarkiverse.strata.execution.StatementRun;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** What is known of one datasource's statements. */
public final class DataSourceInsight implements StatementListener {

    private final String dataSource;
    private final StatementEntries entries;
    private final Ring<QueryRun> recent;
    private final SlowQueries slow;
    private final SlowTexts slowTexts;
    private final RepeatedStatements repeated;
    private final CallSites callSites;
    private final IndexAdvisor advisor;
    private final long slowNanos;

    /**
     * @param dataSource the datasource's name
     * @param connections opens a connection beside the pool, closed by who asks
     * @param alerts hears of alerts; it must not block
     */
    public DataSourceInsight(String dataSource, InsightOptions options, Supplier<Future<SqlConnection>> connections,
            Consumer<SlowQueryAlert> alerts) {
        this.dataSource = dataSource;
        this.entries = new StatementEntries(options.maxStatements());
        this.recent = new Ring<>(options.recentRuns());
        this.slowTexts = new SlowTexts(entries);
        this.repeated = new RepeatedStatements(options.repeats());
        this.callSites = StackCallSites.of(options.callSites(), slowTexts);
        this.slowNanos = nanos(options.slowThreshold());
        CatalogConnections catalog = new CatalogConnections(connections);
        ScanAdvice scans = new ScanAdvice(dataSource);
        this.slow = new SlowQueries(options, new SlowPlans(dataSource, catalog), scans, catalog, alerts);
        this.advisor = new SlowQueryAdvisor(dataSource, catalog, scans, slow::list);
    }

    /** Finds out where calls on this datasource are made. */
    public CallSites callSites() {
        return callSites;
    }

    /** Looks for missing indexes of this datasource. */
    public IndexAdvisor advisor() {
        return advisor;
    }

    @Override
    public void ended(StatementRun run) {
        if (run.statement() instanceof Explained) {
            return;
        }
        String text = run.statement().rendered().text();
        StatementEntry entry = entries.of(text);
        entry.add(run);
        QueryRun told = QueryRun.of(run, text);
        recent.add(told);
        repeated.heard(run, text);
        if (run.total() >= slowNanos) {
            slowTexts.add(entry);
            slow.heard(told, entry);
        }
    }

    /** How many runs were slow since the start. */
    public long slowCount() {
        return slow.count();
    }

    List<QueryStats> statements() {
        return entries.stats(dataSource);
    }

    List<QueryRun> recent() {
        return recent.list();
    }

    List<SlowQuery> slow() {
        return slow.list();
    }

    void reset() {
        entries.clear();
        recent.clear();
        slow.clear();
    }

    private static long nanos(Duration duration) {
        return duration.isZero() || duration.isNegative() ? Long.MAX_VALUE : duration.toNanos();
    }
}
