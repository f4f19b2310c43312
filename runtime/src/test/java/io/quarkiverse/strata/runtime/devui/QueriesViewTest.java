package io.quarkiverse.strata.runtime.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.insight.IndexAdvice;
import io.quarkiverse.strata.insight.QueryRun;
import io.quarkiverse.strata.insight.QueryStatistics;
import io.quarkiverse.strata.insight.QueryStats;
import io.quarkiverse.strata.insight.SlowQuery;

class QueriesViewTest {

    private static final Duration MILLI = Duration.ofMillis(1);

    private static QueryStats stats(String sql) {
        return new QueryStats("<default>", sql, "tag", 4, 1, 12, MILLI.multipliedBy(8), MILLI, MILLI.multipliedBy(4), MILLI,
                MILLI, MILLI, Duration.ofNanos(1999), MILLI, MILLI, "A.b:7");
    }

    private static QueryRun run(String sql, int rows) {
        return new QueryRun("<default>", sql, null, null, Instant.ofEpochSecond(1, 2_003_000), MILLI, MILLI, Duration.ZERO,
                rows, true, null);
    }

    private static QueryStatistics statistics(List<QueryStats> statements, List<QueryRun> recent, List<SlowQuery> slow) {
        return new QueryStatistics() {
            @Override
            public List<QueryStats> statements() {
                return statements;
            }

            @Override
            public List<QueryRun> recent() {
                return recent;
            }

            @Override
            public List<SlowQuery> slow() {
                return slow;
            }

            @Override
            public void reset() {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Test
    void timesAreInMicroseconds() {
        IndexAdvice advice = new IndexAdvice("<default>", IndexAdvice.Kind.FILTERED_SCAN, "public.a", List.of("b"), "why",
                "SELECT 1");
        QueriesView view = QueriesView.of(true, statistics(List.of(stats("SELECT 1")), List.of(run("SELECT 1", 3)),
                List.of(new SlowQuery(run("SELECT 1", 3), null, List.of(advice)))));
        assertThat(view.statements()).containsExactly(new QueriesView.Statement("<default>", "SELECT 1", "tag", "A.b:7", 4, 1,
                12, 8000, 2000, 1000, 4000, 1000, 1000, 1000, 1, 1000, 1000));
        QueriesView.Run recent = view.recent().get(0);
        assertThat(recent.endedAt()).isEqualTo(1002);
        assertThat(recent.total()).isEqualTo(2000);
        assertThat(recent.id()).startsWith("1002003 ").isEqualTo(view.slow().get(0).id());
        assertThat(view.slow().get(0).advice()).containsExactly(new Advice("<default>", "FILTERED_SCAN", "public.a",
                List.of("b"), "why", "CREATE INDEX CONCURRENTLY ON public.a (b)", "SELECT 1"));
    }

    @Test
    void runsOfTheSameMomentAreTwo() {
        QueriesView view = QueriesView.of(true, statistics(List.of(), List.of(run("SELECT 1", 3), run("SELECT 1", 4)),
                List.of()));
        assertThat(view.recent()).extracting(QueriesView.Run::id).doesNotHaveDuplicates();
    }

    @Test
    void whatIsLongIsCut() {
        String sql = "SELECT '" + "x".repeat(20_000) + "'";
        QueriesView view = QueriesView.of(true, statistics(Collections.nCopies(300, stats(sql)), List.of(), List.of()));
        assertThat(view.known()).isEqualTo(300);
        assertThat(view.statements()).hasSize(200);
        assertThat(view.statements().get(0).sql()).hasSize(10_001).endsWith("x…");
    }
}
