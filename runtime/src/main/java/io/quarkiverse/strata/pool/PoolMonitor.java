package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of one datasource's pools, for meters and pages. Inject it with the datasource's qualifier, as the
 * {@code Database}. Asking costs next to nothing: nothing is sent to a server.
 *
 * <pre>{@code
 * &#64;Inject PoolMonitor pools;
 * pools.pools().stream().filter(pool -> pool.state() == PoolStatus.State.DOWN)
 * }</pre>
 */
public final class PoolMonitor {

    private final Router router;

    public PoolMonitor(Router router) {
        this.router = router;
    }

    /** How often another server has become the primary since the start. */
    public int primaryChanges() {
        Hosts hosts = router.primary().hosts();
        return hosts == null ? 0 : hosts.changes();
    }

    /**
     * How many writes, at most, a former primary had acknowledged that its successor hasn't got, since the start; 0 with a
     * single
     * address, where nobody counts.
     */
    public long lostWrites() {
        LostWrites counted = router.lostWrites();
        return counted == null ? 0 : counted.lost();
    }

    /** How many streams have a transaction open. */
    public int openStreams() {
        return router.primary().streams().count();
    }

    /** For how long the oldest of them has had it, zero without any: so far back the server keeps what was changed since. */
    public Duration oldestStream() {
        return router.primary().streams().oldest();
    }

    /** The primary's pool, then one for each replica in the order of the configuration. */
    public List<PoolStatus> pools() {
        List<PoolStatus> all = new ArrayList<>();
        all.add(router.primaryStatus());
        router.replicas().all().forEach(replica -> all.add(replica.status()));
        return List.copyOf(all);
    }
}
