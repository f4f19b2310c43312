package io.quarkiverse.strata.pool;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.strata.execution.TimeLimit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;

/** Opens connections beside the pool, for what must not share one: locks that live as long as their session. */
@FunctionalInterface
public interface DedicatedConnections {

    /** A new connection; whoever asked closes it. */
    Future<SqlConnection> connect();

    /**
     * One to this server. The driver bounds the making of the TCP connection alone; behind a server that stalls its login has
     * no
     * end.
     */
    static Future<SqlConnection> open(Vertx vertx, PgConnectOptions target) {
        Promise<SqlConnection> opened = Promise.promise();
        int limit = target.getConnectTimeout();
        long timer = vertx.setTimer(limit, expired -> opened.tryFail(new ConnectException(target.getHost() + ":"
                + target.getPort() + " let nobody log in within " + TimeLimit.text(Duration.ofMillis(limit)))));
        PgConnectOptions bounded = new PgConnectOptions(target);
        bounded.setReadIdleTimeout(limit / 1000 + 1).setIdleTimeoutUnit(TimeUnit.SECONDS);
        PgConnection.connect(vertx, bounded).onComplete(answer -> {
            vertx.cancelTimer(timer);
            if (answer.succeeded()) {
                PhysicalConnection.mayBeIdle(answer.result());
            }
            if (answer.failed()) {
                opened.tryFail(answer.cause());
            } else if (!opened.tryComplete(answer.result())) {
                answer.result().close();
            }
        });
        return opened.future();
    }
}
