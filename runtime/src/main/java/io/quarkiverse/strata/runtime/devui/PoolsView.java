package io.quarkiverse.strata.runtime.devui;

import java.util.List;

import io.quarkiverse.strata.pool.PoolStatus;

/**
 * What the page of the pools shows.
 *
 * @param pools of each datasource the primary's, then the replicas'
 */
public record PoolsView(List<Row> pools) {

    public PoolsView {
        pools = List.copyOf(pools);
    }

    /**
     * A pool as {@link PoolStatus} has it.
     *
     * @param state the name of a {@link PoolStatus.State}
     * @param lagMillis null where that isn't known
     * @param acquireMicros how long callers have waited since the start, in all, in microseconds
     */
    public record Row(String dataSource, String name, boolean primary, String address, String state, String reason,
            long lagBytes, Long lagMillis, int size, int inUse, int idle, int waiting, int maxSize, long lent,
            long acquireMicros, long bounced) {

        static Row of(PoolStatus pool) {
            return new Row(pool.dataSource(), pool.name(), pool.name().equals(PoolStatus.PRIMARY), pool.address(),
                    pool.state().name(), pool.reason(), pool.lagBytes(), pool.lag() == null ? null : pool.lag().toMillis(),
                    pool.size(), pool.inUse(), pool.idle(), pool.waiting(), pool.maxSize(), pool.lent(),
                    pool.acquireNanos() / 1000, pool.bounced());
        }
    }
}
