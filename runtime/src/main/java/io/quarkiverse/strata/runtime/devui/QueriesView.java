package io.quarkiverse.strata.runtime.devui;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.quarkiverse.strata.insight.QueryRun;
import io.quarkiverse.strata.insight.QueryStatistics;
import io.quarkiverse.strata.insight.QueryStats;
import io.quarkiverse.strata.insight.SlowQuery;

/**
 * What the page of the queries shows. Times are in microseconds, moments in milliseconds since 1970.
 *
 * @param watched whether anybody looks at statements
 * @param known how many statements have statistics
 * @param statements those of them with the most total time
 * @param recent the last runs, the newest first
 * @param slow the last slow runs, the newest first
 */
public record QueriesView(boolean watched, int known, List<Statement> statements, List<Run> recent, List<Run> slow) {

    /** Of those that cost the least nobody wants to know, and each second all goes over the wire. */
    static final int MOST = 200;
    private static final int LONGEST = 10_000;

    public QueriesView {
        statements = List.copyOf(statements);
        recent = List.copyOf(recent);
        slow = List.copyOf(slow);
    }

    static QueriesView of(boolean watched, QueryStatistics statistics) {
        List<QueryStats> statements = statistics.statements();
        return new QueriesView(watched, statements.size(), statements.stream().limit(MOST).map(Statement::of).toList(),
                statistics.recent().stream().limit(MOST).map(Run::of).toList(),
                statistics.slow().stream().map(Run::of).toList());
    }

    static QueriesView nothing() {
        return new QueriesView(false, 0, List.of(), List.of(), List.of());
    }

    /** A statement as {@link QueryStats} has it. */
    public record Statement(String dataSource, String sql, String tag, String callSite, long calls, long failures, long rows,
            long total, long mean, long min, long max, long p50, long p95, long p99, long waited, long server, long mapping) {

        static Statement of(QueryStats stats) {
            return new Statement(stats.dataSource(), shortened(stats.statement()), stats.tag(), stats.callSite(),
                    stats.calls(), stats.failures(), stats.rows(), micros(stats.total()), micros(stats.mean()),
                    micros(stats.min()), micros(stats.max()), micros(stats.p50()), micros(stats.p95()), micros(stats.p99()),
                    micros(stats.waited()), micros(stats.server()), micros(stats.mapping()));
        }
    }

    /**
     * A run as {@link QueryRun} has it.
     *
     * @param id tells it from others
     * @param plan null where there is none
     * @param advice indexes that the plan lacks
     */
    public record Run(String id, String dataSource, String sql, String tag, String callSite, long endedAt, int rows,
            long total, long waited, long server, long mapping, boolean inTransaction, String failure, List<PlanStep> plan,
            List<Advice> advice) {

        static Run of(QueryRun run) {
            return of(run, null, List.of());
        }

        static Run of(SlowQuery slow) {
            return of(slow.run(), slow.plan() == null ? null : PlanStep.of(slow.plan()),
                    slow.advice().stream().map(Advice::of).toList());
        }

        private static Run of(QueryRun run, List<PlanStep> plan, List<Advice> advice) {
            return new Run(ChronoUnit.MICROS.between(Instant.EPOCH, run.endedAt()) + " " + run.hashCode(), run.dataSource(),
                    shortened(run.statement()), run.tag(), run.callSite(), run.endedAt().toEpochMilli(), run.rows(),
                    micros(run.total()), micros(run.waited()), micros(run.server()), micros(run.mapping()),
                    run.inTransaction(), run.failure(), plan, advice);
        }
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private static String shortened(String sql) {
        return sql.length() <= LONGEST ? sql : sql.substring(0, LONGEST) + "…";
    }
}
