package io.quarkiverse.strata.pool;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Opens connections beside the pool, for what must not share one: locks that live as long as their session. */
@FunctionalInterface
public interface DedicatedConnections {

    /** A new connection; whoever asked closes it. */
    Future<SqlConnection> connect();
}
