package io.quarkiverse.strata.pool;

import java.time.Duration;

import io.quarkiverse.strata.execution.CallOptions;
import io.quarkiverse.strata.execution.CallOptions.Target;
import io.quarkiverse.strata.sql.Statement;

/** Decides for each read of a datasource whether it goes to a replica, and to which. */
public final class Router {

    private final PrimaryPool primary;
    private final Replicas replicas;
    private final Routing routing;
    private final WritePositions positions;

    /**
     * @param primary with {@link WritePositions} among its listeners where it has replicas
     * @param routing which reads go to replicas without asking for it
     */
    public Router(PrimaryPool primary, Replicas replicas, Routing routing) {
        this.primary = primary;
        this.replicas = replicas;
        this.routing = routing;
        this.positions = primary.listeners().commits().stream().filter(WritePositions.class::isInstance)
                .map(WritePositions.class::cast).findFirst().orElseGet(() -> new WritePositions(primary.dataSource()));
    }

    /** All to the primary. */
    public static Router primaryOnly(PrimaryPool primary) {
        return new Router(primary, Replicas.NONE, Routing.EXPLICIT);
    }

    public PrimaryPool primary() {
        return primary;
    }

    /** What its requests have written; null without replicas, where nobody asks. */
    public WritePositions positions() {
        return replicas.all().isEmpty() ? null : positions;
    }

    Replicas replicas() {
        return replicas;
    }

    /**
     * For one statement outside of any transaction, or a stream in a transaction of its own. Ask on the caller's Vert.x
     * context,
     * which knows what its request has written.
     */
    public Route forRead(Statement statement, CallOptions options) {
        boolean wanted = options.target() == Target.REPLICA
                || options.target() == Target.ANY && routing == Routing.READS && statement.readsOnly();
        return wanted && !statement.writes() ? toReplica() : Route.to(primary);
    }

    /**
     * For a read-only transaction, which a replica takes unless it is SERIALIZABLE or DEFERRABLE. Ask on the caller's Vert.x
     * context, and give the answer to the transaction's {@link Lease}.
     */
    public Route forReadOnlyTransaction() {
        return toReplica();
    }

    private Route toReplica() {
        WalPosition position = replicas.all().isEmpty() ? null : positions.current();
        Replica replica = position == WalPosition.UNKNOWN ? null : replicas.choose(position);
        return new Route(primary, replica, position);
    }

    /** What it lost when servers took the place of others; null where one address isn't watched. */
    LostWrites lostWrites() {
        return primary.listeners().commits().stream().filter(LostWrites.class::isInstance).map(LostWrites.class::cast)
                .findFirst().orElse(null);
    }

    PoolStatus primaryStatus() {
        PrimaryWatch watch = replicas.primary();
        Hosts hosts = primary.hosts();
        PoolStatus.State state = hosts != null && hosts.areSeveral() ? hosts.state()
                : watch == null ? PoolStatus.State.UNKNOWN : watch.state();
        String reason = state != PoolStatus.State.DOWN ? null
                : hosts != null && hosts.areSeveral() ? hosts.reason()
                        : watch.reason();
        return primary.status(primary.address(), state, reason, 0, Duration.ZERO, primary.maxSize(), 0);
    }
}
