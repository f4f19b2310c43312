package io.quarkiverse.strata.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.strata.execution.StatementListener;
import io.quarkiverse.strata.execution.StatementRun;
import io.quarkiverse.strata.insight.Insight;
import io.quarkiverse.strata.insight.StatementLabel;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.runtime.metrics.MetricsFactory.TimeRecorder;

/**
 * Meters of statements: a timer for each name of statements and outcome, and for each datasource timers of where their time
 * goes
 * and a counter of slow ones.
 */
public final class StatementMeters implements StatementListener {

    private record Key(String dataSource, String statement, boolean failed) {
    }

    private final List<String> dataSources;
    private final StatementLabel labels = new StatementLabel();
    private final Map<Key, TimeRecorder> timers = new ConcurrentHashMap<>();
    private final Map<String, Phases> phases = new ConcurrentHashMap<>();
    private volatile MetricsFactory factory;

    StatementMeters(List<String> dataSources) {
        this.dataSources = dataSources;
    }

    /** Those that have meters. */
    List<String> dataSources() {
        return dataSources;
    }

    /** From here on there are meters. */
    void bind(MetricsFactory registry) {
        factory = registry;
        Insight insight = Arc.container().instance(Insight.class).get();
        for (String name : dataSources) {
            registry.builder("strata.statements.slow").description("Statements that took longer than the slow threshold")
                    .tag("datasource", name).buildCounter(() -> insight.slowCount(name));
        }
    }

    @Override
    public void ended(StatementRun run) {
        MetricsFactory registry = factory;
        if (registry == null || !dataSources.contains(run.dataSource())) {
            return;
        }
        timers.computeIfAbsent(new Key(run.dataSource(), labels.of(run), run.failure() != null), key -> registry
                .builder("strata.statements").description("Statements, from their call to their result")
                .tag("datasource", key.dataSource()).tag("statement", key.statement())
                .tag("outcome", key.failed() ? "failure" : "success").buildTimer())
                .update(run.total(), TimeUnit.NANOSECONDS);
        phases.computeIfAbsent(run.dataSource(), name -> new Phases(phase(registry, name, "queue"),
                phase(registry, name, "wire"), phase(registry, name, "decode"))).update(run);
    }

    private static TimeRecorder phase(MetricsFactory registry, String dataSource, String phase) {
        return registry.builder("strata.statements.phase").description("Where the time of statements goes")
                .tag("datasource", dataSource).tag("phase", phase).buildTimer();
    }

    /** What was never sent has only waited; what got no answer was only under way. */
    private record Phases(TimeRecorder queue, TimeRecorder wire, TimeRecorder decode) {

        void update(StatementRun run) {
            queue.update(run.waited(), TimeUnit.NANOSECONDS);
            if (run.server() != null) {
                wire.update(run.answered(), TimeUnit.NANOSECONDS);
            }
            if (run.rows() >= 0) {
                decode.update(run.mapped(), TimeUnit.NANOSECONDS);
            }
        }
    }
}
