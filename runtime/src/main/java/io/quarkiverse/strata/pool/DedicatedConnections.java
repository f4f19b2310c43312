package io.quarkiverse.strata.pool;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlConnection;

/** Opens connections beside the pool, for what must not share one: locks that live as long as their session. */
@FunctionalInterface
public interface DedicatedConnections {

    /** A new connection; whoever asked closes it. */
    Future<SqlConnection> connect();

    /** One to this server, or a failure in the time that the target has for letting somebody in. */
    static Future<SqlConnection> open(Vertx vertx, PgConnectOptions target) {
        return Logins.dedicated(vertx, target);
    }
}
