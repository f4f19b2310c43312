package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.execution.Listeners;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** A datasource's connections to one server. */
public abstract sealed class ServerPool permits PrimaryPool, ReplicaPool {

    private static final Logger LOG = Logger.getLogger(ServerPool.class);
    private static final Duration TERMINATE_LIMIT = Duration.ofSeconds(1);
    /**
     * One that is gone already isn't asked: the server would warn of it in its log. Its number may have gone to another's
     * backend, or the server's place to another server after a failover; that backend is younger than the connection.
     */
    private static final String TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            + "WHERE pid = $1 AND backend_start < clock_timestamp() - $2::float8 * interval '1 second'";

    private final String dataSource;
    private final String name;
    private final Vertx vertx;
    private final DedicatedConnections dedicated;
    private final Listeners listeners;
    private final Exhaustion exhaustion = new Exhaustion(this);
    private final Set<PhysicalConnection> held = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder lent = new LongAdder();
    private final LongAdder acquireNanos = new LongAdder();
    private final LongAdder timeouts = new LongAdder();

    ServerPool(String dataSource, String name, Vertx vertx, DedicatedConnections dedicated, Listeners listeners) {
        this.dataSource = dataSource;
        this.name = name;
        this.vertx = vertx;
        this.dedicated = dedicated;
        this.listeners = listeners;
    }

    /** The driver's pool. */
    abstract Pool driver();

    public final String dataSource() {
        return dataSource;
    }

    /** {@link PoolStatus#PRIMARY}, or the replica's name. */
    public final String name() {
        return name;
    }

    /** The server, for messages. */
    public final String server() {
        return name.equals(PoolStatus.PRIMARY) ? "the primary" : "replica " + name;
    }

    public final Vertx vertx() {
        return vertx;
    }

    /** Opens a connection beside the pool. */
    public final DedicatedConnections dedicated() {
        return dedicated;
    }

    /**
     * Whether a connection is a session of the server. Behind a pooler that lends its own by transaction it isn't: the number
     * of
     * its backend is the pooler's invention, settings go to somebody else, and a cancel request may hit somebody else.
     */
    public abstract boolean keepsSessions();

    /** Whether {@link #dedicated()} really does: where the application builds the pool its connections come out of that. */
    boolean opensBeside() {
        return true;
    }

    /** Who hears of what runs on the pool's connections. */
    public final Listeners listeners() {
        return listeners;
    }

    /** What a failure of this server means; see {@link Failures#translate}. */
    public Throwable translate(Throwable failure, String statement) {
        return Failures.translate(failure, dataSource, statement);
    }

    /** @return fails with STRATA-2101 when the time is over, else with the driver's failure */
    final Future<PhysicalConnection> acquire(Holder holder) {
        return acquire(holder, withdrawal -> {
        });
    }

    /** As the other. @param withdrawal given what makes the caller wait no more, where that can be */
    final Future<PhysicalConnection> acquire(Holder holder, Consumer<Runnable> withdrawal) {
        long asked = System.nanoTime();
        waiting.incrementAndGet();
        Future<SqlConnection> asking = driver() instanceof DriverPool own ? own.take(withdrawal)
                : driver().getConnection();
        return asking.transform(arrived -> {
            waiting.decrementAndGet();
            long nanos = System.nanoTime() - asked;
            acquireNanos.add(nanos);
            listeners.acquired(dataSource, name, nanos, arrived.succeeded());
            if (arrived.failed()) {
                if (!Failures.isAcquireTimeout(arrived.cause())) {
                    return Future.failedFuture(arrived.cause());
                }
                timeouts.increment();
                return exhaustion.after(Duration.ofNanos(nanos));
            }
            PhysicalConnection connection = new PhysicalConnection(arrived.result(), vertx, holder, keepsSessions());
            held.add(connection);
            lent.increment();
            return Future.succeededFuture(connection);
        });
    }

    /** Gives a connection back. */
    final void recycle(PhysicalConnection connection) {
        held.remove(connection);
        connection.recycle();
    }

    /**
     * Throws a connection away for good: its backend is terminated while the server answers, so that nothing goes on running
     * there, then the socket is closed whether it answered or not.
     */
    final void discard(PhysicalConnection connection) {
        LOG.debugf("Discarding a connection of datasource %s (%s, backend %d)", dataSource, name, connection.backendPid());
        held.remove(connection);
        connection.doubt();
        if (!keepsSessions()) {
            connection.closeChannel(); // the pooler ends what it had lent
            return;
        }
        Runnable close = once(connection::closeChannel);
        long timer = vertx.setTimer(TERMINATE_LIMIT.toMillis(), expired -> close.run());
        dedicated.connect().compose(helper -> terminate(connection, helper).eventually(() -> helper.close()))
                .onComplete(done -> {
                    vertx.cancelTimer(timer);
                    close.run();
                });
    }

    /** Of several hosts, and of those behind one name, the helper may have met another one, where the number is another's. */
    private Future<?> terminate(PhysicalConnection connection, SqlConnection helper) {
        return connection.hasSameServerAs(helper) ? endBackend(connection, helper) : Future.succeededFuture();
    }

    /**
     * Ends a connection's backend.
     *
     * @param helper a connection to the same server
     * @return whether it was there
     */
    public final Future<Boolean> endBackend(PhysicalConnection connection, SqlConnection helper) {
        if (!keepsSessions()) {
            return Future.succeededFuture(false);
        }
        asLogin(helper);
        return helper.preparedQuery(TERMINATE)
                .execute(Tuple.of(connection.backendPid(), connection.timeLent().toNanos() / 1e9))
                .map(rows -> rows.size() == 1 && rows.iterator().next().getBoolean(0));
    }

    /** What backends do is told to the role that they logged in as, whatever role sessions have then. */
    final void asLogin(SqlConnection helper) {
        if (opensBeside() && keepsSessions()) {
            helper.query("SET ROLE NONE").execute();
        }
    }

    /** Connections that are lent. */
    final Set<PhysicalConnection> held() {
        return held;
    }

    /** How many callers wait for a connection. */
    final int waiting() {
        return waiting.get();
    }

    /** How many may be open, -1 where that isn't known. */
    public final int mostConnections() {
        return driver() instanceof DriverPool own ? own.maxSize() : -1;
    }

    /** How many connections are open, or being opened. */
    public final int size() {
        return driver().size();
    }

    /** Why the server let nobody in the last time; null when it did, or where that isn't known. */
    final Throwable lastFailure() {
        return driver() instanceof DriverPool own ? own.lastFailure() : null;
    }

    /** Connections that are lent or waited for. */
    final int busy() {
        return held.size() + waiting.get();
    }

    final PoolStatus status(String address, PoolStatus.State state, String reason, long lagBytes, Duration lag, int maxSize,
            long bounced) {
        int size = size();
        int used = held.size();
        return new PoolStatus(dataSource, name, address, state, reason, lagBytes, lag, size, used, Math.max(0, size - used),
                waiting.get(), maxSize, lent.sum(), acquireNanos.sum(), timeouts.sum(), bounced,
                driver() instanceof DriverPool own ? own.turnover() : Turnover.UNKNOWN);
    }

    private static Runnable once(Runnable action) {
        var ran = new AtomicBoolean();
        return () -> {
            if (ran.compareAndSet(false, true)) {
                action.run();
            }
        };
    }
}
