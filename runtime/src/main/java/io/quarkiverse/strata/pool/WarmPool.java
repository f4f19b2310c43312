package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * Keeps a least number of a pool's connections open, so that nobody waits for a login; the driver's pool has no such number.
 */
public final class WarmPool implements AutoCloseable {

    /** Keeps none. */
    private static final WarmPool NONE = new WarmPool(null, 0);

    private static final Logger LOG = Logger.getLogger(WarmPool.class);

    private final PrimaryPool pool;
    private final int minSize;
    private final AtomicBoolean opening = new AtomicBoolean();
    private ScheduledFuture<?> looking;

    private WarmPool(PrimaryPool pool, int minSize) {
        this.pool = pool;
        this.minSize = minSize;
    }

    /**
     * Opens what is missing now, and again what is missing later, until it is closed.
     *
     * @param interval how long after the last look there is the next one
     */
    public static WarmPool start(PrimaryPool pool, int minSize, Duration interval) {
        if (minSize == 0) {
            return NONE;
        }
        WarmPool warm = new WarmPool(pool, minSize);
        // on no event loop, so that the driver gives each connection one in turn
        warm.looking = Infrastructure.getDefaultWorkerPool().scheduleWithFixedDelay(warm::look, 0, interval.toMillis(),
                TimeUnit.MILLISECONDS);
        return warm;
    }

    private void look() {
        if (pool.size() >= minSize || pool.waiting() > 0 || !opening.compareAndSet(false, true)) {
            return;
        }
        // the driver opens another connection only while those that it has are taken
        List<Future<SqlConnection>> taken = Stream.generate(() -> pool.driver().getConnection())
                .limit(Math.max(0, minSize - pool.held().size())).toList();
        Future.join(taken).onComplete(done -> {
            taken.stream().filter(Future::succeeded).forEach(connection -> connection.result().close());
            if (done.failed()) {
                LOG.debugf(done.cause(), "No connection of datasource %s could be opened ahead", pool.dataSource());
            }
            opening.set(false);
        });
    }

    @Override
    public void close() {
        if (looking != null) {
            looking.cancel(false);
        }
    }
}
