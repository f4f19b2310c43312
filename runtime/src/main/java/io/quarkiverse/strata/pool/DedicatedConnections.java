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

    /** A copy of a target that is to differ; the driver's own forgets that a pooler stands in between. */
    static PgConnectOptions copy(PgConnectOptions target) {
        return Logins.copy(target);
    }

    /** One to this server, or a failure in the time that the target has for letting somebody in. */
    static Future<SqlConnection> open(Vertx vertx, PgConnectOptions target) {
        return Logins.dedicated(vertx, target);
    }
}
