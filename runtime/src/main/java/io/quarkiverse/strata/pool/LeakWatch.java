package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

/** Looks now and then for connections that somebody has had for long, and tells of each once. */
public final class LeakWatch implements AutoCloseable {

    /** Watches nothing. */
    private static final LeakWatch NONE = new LeakWatch(null, null, Duration.ZERO);

    private static final Logger LOG = Logger.getLogger(LeakWatch.class);

    private final PrimaryPool primary;
    private final Replicas replicas;
    private final Duration threshold;
    private long timer;

    private LeakWatch(PrimaryPool primary, Replicas replicas, Duration threshold) {
        this.primary = primary;
        this.replicas = replicas;
        this.threshold = threshold;
    }

    /**
     * Watches the connections of a datasource until it is closed.
     *
     * @param threshold how long somebody may have a connection without being told of; zero for ever
     */
    public static LeakWatch start(PrimaryPool primary, Replicas replicas, Duration threshold) {
        if (threshold.isZero()) {
            return NONE;
        }
        LeakWatch watch = new LeakWatch(primary, replicas, threshold);
        watch.timer = primary.vertx().setPeriodic(Math.max(1, threshold.toMillis() / 2), now -> watch.look());
        return watch;
    }

    private void look() {
        Stream.concat(Stream.of(primary), replicas.all().stream().map(Replica::pool))
                .forEach(pool -> pool.held().stream().filter(each -> each.isFirstOverdue(threshold))
                        .forEach(each -> LOG.warnf("STRATA-2132: a connection to %s of datasource %s has been held for %s "
                                + "(backend %d). See that this ends: transactions have a time limit in "
                                + "quarkus.strata.transactions.timeout and TransactionOptions.withTimeout. From when on this is "
                                + "told is quarkus.strata.pool.leak-threshold.", pool.server(), pool.dataSource(), each.held(),
                                each.backendPid())));
    }

    @Override
    public void close() {
        if (primary != null) {
            primary.vertx().cancelTimer(timer);
        }
    }
}
