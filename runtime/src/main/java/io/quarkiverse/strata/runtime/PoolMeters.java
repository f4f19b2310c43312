package io.quarkiverse.strata.runtime;

import static io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil.qualifier;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.pool.PoolStatus.State;
import io.quarkiverse.strata.pool.Turnover.Reason;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.runtime.metrics.MetricsFactory.MetricBuilder;

/** Meters of one datasource's pools, by server. Pools are made when they are first read, not when the meters are. */
final class PoolMeters {

    private static final double NANOS = 1e9;

    private final MetricsFactory registry;
    private final String dataSource;

    PoolMeters(MetricsFactory registry, String dataSource) {
        this.registry = registry;
        this.dataSource = dataSource;
    }

    /** @param replicas their names */
    void bind(List<String> replicas) {
        Server primary = new Server(PoolStatus.PRIMARY);
        primary.pool();
        primary.succession();
        primary.streams();
        for (String name : replicas) {
            Server replica = new Server(name);
            replica.pool();
            replica.replication();
            replica.state();
        }
        primary.state();
    }

    private final class Server {

        private final String name;

        Server(String name) {
            this.name = name;
        }

        void pool() {
            meter("strata.pool.size", "Open connections").buildGauge(figure(PoolStatus::size));
            meter("strata.pool.max", "The most connections that may be open")
                    .buildGauge(figure(pool -> known(pool.maxSize())));
            meter("strata.pool.in.use", "Connections that are lent").buildGauge(figure(PoolStatus::inUse));
            meter("strata.pool.idle", "Open connections that nobody uses").buildGauge(figure(PoolStatus::idle));
            meter("strata.pool.waiting", "Callers that wait for a connection").buildGauge(figure(PoolStatus::waiting));
            meter("strata.pool.timeouts", "How often a caller waited for a connection in vain")
                    .buildCounter(figure(PoolStatus::timeouts));
            meter("strata.pool.opened", "How many connections were opened")
                    .buildCounter(figure(pool -> known(pool.turnover().opened())));
            for (Reason reason : Reason.values()) {
                meter("strata.pool.closed", "How many connections were closed, by reason")
                        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                        .buildCounter(figure(pool -> pool.turnover().closed(reason)));
            }
        }

        void replication() {
            meter("strata.replica.lag", "How old what the replica shows is, at most").unit("seconds")
                    .buildGauge(figure(pool -> seconds(pool.lag())));
            meter("strata.replica.backlog", "Write-ahead log that the replica has yet to replay").unit("bytes")
                    .buildGauge(figure(pool -> known(pool.lagBytes())));
            meter("strata.replica.bounced", "Reads that were meant for the replica and went to the primary")
                    .buildCounter(figure(PoolStatus::bounced));
        }

        void state() {
            for (State state : State.values()) {
                meter("strata.server.state", "1 for the state that the server is in, 0 for the others")
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .buildGauge(figure(pool -> pool.state() == state ? 1 : 0));
            }
        }

        void streams() {
            meter("strata.streams.open", "Streams that have a transaction open").buildGauge(() -> monitor().openStreams());
            meter("strata.streams.oldest", "For how long the oldest open stream has held back the server's clean-up")
                    .unit("seconds").buildGauge(() -> seconds(monitor().oldestStream()));
        }

        void succession() {
            meter("strata.primary.changes", "How often another server has become the primary")
                    .buildCounter(() -> monitor().primaryChanges());
            meter("strata.primary.writes.lost",
                    "Writes that a former primary had acknowledged and its successor lacks, at most")
                    .buildCounter(() -> monitor().lostWrites());
        }

        private MetricBuilder meter(String meter, String description) {
            return registry.builder(meter).description(description).tag("datasource", dataSource).tag("server", name)
                    .tag("role", PoolStatus.role(name));
        }

        private Supplier<Number> figure(ToDoubleFunction<PoolStatus> figure) {
            return () -> figure.applyAsDouble(status());
        }

        private PoolMonitor monitor() {
            return Arc.container().instance(PoolMonitor.class, qualifier(dataSource)).get();
        }

        private PoolStatus status() {
            return monitor().pools().stream()
                    .filter(pool -> pool.name().equals(name)).findFirst().orElseThrow();
        }
    }

    private static double known(long figure) {
        return figure < 0 ? Double.NaN : figure;
    }

    private static double seconds(Duration duration) {
        return duration == null ? Double.NaN : duration.toNanos() / NANOS;
    }
}
