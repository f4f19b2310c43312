package io.quarkiverse.strata.pool;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * Physical connections to a datasource's primary that belong to no pool, for work that holds locks or outlives requests, such
 * as migrations. One bean for each datasource.
 */
@FunctionalInterface
public interface DedicatedConnections {

    /**
     * Opens a connection. It belongs to the caller, who closes it; closing ends the server's backend.
     *
     * @return never null; fails as connecting fails
     */
    Future<SqlConnection> connect();
}
