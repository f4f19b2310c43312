package io.quarkiverse.strata.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.quarkiverse.strata.execution.Outcome;
import io.quarkiverse.strata.execution.TransactionListener;
import io.quarkiverse.strata.execution.TransactionRun;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.runtime.metrics.MetricsFactory.TimeRecorder;

/** Meters of transactions: a timer for each name and outcome, a counter of those that were run again. */
public final class TransactionMeters implements TransactionListener {

    /** What transactions without a name are called. */
    private static final String UNNAMED = "unnamed";

    private record Key(String dataSource, String transaction, Outcome outcome) {
    }

    private final List<String> dataSources;
    private final Map<String, LongAdder> retries = new ConcurrentHashMap<>();
    private final Map<Key, TimeRecorder> timers = new ConcurrentHashMap<>();
    private volatile MetricsFactory factory;

    TransactionMeters(List<String> dataSources) {
        this.dataSources = dataSources;
    }

    /** From here on there are meters. */
    void bind(MetricsFactory registry) {
        factory = registry;
        for (String name : dataSources) {
            LongAdder counted = retries.computeIfAbsent(name, fresh -> new LongAdder());
            registry.builder("strata.transactions.retries")
                    .description("How often a transaction that was rolled back was run again").tag("datasource", name)
                    .buildCounter(counted::sum);
        }
    }

    @Override
    public void ended(TransactionRun run) {
        MetricsFactory registry = factory;
        if (registry == null || !dataSources.contains(run.dataSource())) {
            return;
        }
        String name = run.name() == null ? UNNAMED : run.name();
        timers.computeIfAbsent(new Key(run.dataSource(), name, run.outcome()), key -> registry.builder("strata.transactions")
                .description("Transactions, from their subscription to the answer to their end")
                .tag("datasource", key.dataSource()).tag("transaction", key.transaction())
                .tag("outcome", key.outcome().name().toLowerCase(Locale.ROOT)).buildTimer())
                .update(run.nanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void retried(String dataSource) {
        LongAdder counted = retries.get(dataSource);
        if (counted != null) {
            counted.increment();
        }
    }
}
