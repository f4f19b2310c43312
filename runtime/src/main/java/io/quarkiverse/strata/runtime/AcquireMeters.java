package io.quarkiverse.strata.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.strata.execution.AcquireListener;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.runtime.metrics.MetricsFactory.TimeRecorder;

/** Timers of the waits for connections, by server and outcome. */
public final class AcquireMeters implements AcquireListener {

    /** What {@link AcquireHistogram} gives buckets to. */
    static final String NAME = "strata.pool.acquire";

    private record Key(String dataSource, String server, boolean lent) {
    }

    private final List<String> dataSources;
    private final Map<Key, TimeRecorder> timers = new ConcurrentHashMap<>();
    private volatile MetricsFactory factory;

    AcquireMeters(List<String> dataSources) {
        this.dataSources = dataSources;
    }

    /** From here on there are meters. */
    void bind(MetricsFactory registry) {
        factory = registry;
    }

    @Override
    public void acquired(String dataSource, String server, long nanos, boolean lent) {
        MetricsFactory registry = factory;
        if (registry == null || !dataSources.contains(dataSource)) {
            return;
        }
        timers.computeIfAbsent(new Key(dataSource, server, lent), key -> registry.builder(NAME)
                .description("How long callers have waited for connections").tag("datasource", key.dataSource())
                .tag("server", key.server()).tag("role", PoolStatus.role(key.server()))
                .tag("outcome", key.lent() ? "success" : "failure").buildTimer()).update(nanos, TimeUnit.NANOSECONDS);
    }
}
