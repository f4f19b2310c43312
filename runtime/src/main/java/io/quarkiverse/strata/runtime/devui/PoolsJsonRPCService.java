package io.quarkiverse.strata.runtime.devui;

import java.util.List;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkiverse.strata.pool.PoolStatus.State;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The page of the pools. */
@ApplicationScoped
public class PoolsJsonRPCService {

    private final Live live = Live.steady();
    private final Live labels = new Live();
    private List<PoolMonitor> monitors;
    private Multi<String> badge;

    @PostConstruct
    void begin() {
        monitors = List.copyOf(DataSources.all(PoolMonitor.class).values());
        badge = labels.badge(() -> Uni.createFrom().item(() -> label(pools())));
    }

    @PreDestroy
    void end() {
        live.end();
        labels.end();
    }

    @JsonRpcDescription("The connection pools of the primary and the replicas of each datasource: connections in use and idle, "
            + "waiting callers, whether each server is up and how far a replica is behind")
    public PoolsView getPools() {
        return new PoolsView(pools().stream().map(PoolsView.Row::of).toList());
    }

    public Multi<PoolsView> streamPools() {
        return live.page(() -> Uni.createFrom().item(this::getPools));
    }

    public Multi<String> streamPoolsLabel() {
        return badge;
    }

    private List<PoolStatus> pools() {
        return monitors.stream().flatMap(monitor -> monitor.pools().stream()).toList();
    }

    /** Nobody looks at a primary without replicas: that it is unknown is no news. */
    static String label(List<PoolStatus> pools) {
        long out = pools.stream().filter(pool -> pool.state() != State.UP && pool.state() != State.UNKNOWN).count();
        int waiting = pools.stream().mapToInt(PoolStatus::waiting).sum();
        if (out > 0) {
            return out + " of " + pools.size() + " out";
        }
        return waiting > 0 ? waiting + " waiting" : String.valueOf(pools.size());
    }
}
