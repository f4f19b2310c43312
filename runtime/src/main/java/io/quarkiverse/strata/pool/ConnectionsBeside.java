package io.quarkiverse.strata.pool;

import java.net.ConnectException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlConnection;

/** Connections to the primary beside the pool's; closed when another server becomes the primary. */
final class ConnectionsBeside {

    private final Vertx vertx;
    private final Hosts hosts;
    /** Goes up with each change of the primary. */
    private final AtomicInteger change = new AtomicInteger();
    private final Set<SqlConnection> open = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    ConnectionsBeside(Vertx vertx, Hosts hosts) {
        this.vertx = vertx;
        this.hosts = hosts;
    }

    /** @param differing what differs from the pool's options */
    DedicatedConnections with(UnaryOperator<PgConnectOptions> differing) {
        return () -> {
            Context caller = vertx.getOrCreateContext();
            int asked = change.get();
            Promise<SqlConnection> handed = Promise.promise();
            hosts.connect(new Connector.Login<SqlConnection>() {
                @Override
                public Future<SqlConnection> open(PgConnectOptions target) {
                    Promise<SqlConnection> opened = Promise.promise();
                    caller.runOnContext(
                            now -> DedicatedConnections.open(vertx, differing.apply(target)).onComplete(opened));
                    return opened.future();
                }

                @Override
                public Future<Incarnation> identify(SqlConnection connection) {
                    return Incarnation.askServer(connection);
                }

                @Override
                public void cut(SqlConnection connection) {
                    PhysicalConnection.cut(connection);
                }
            }).onComplete(made -> caller.runOnContext(now -> hand(made, asked, handed)));
            return handed.future();
        };
    }

    /** To the caller, unless another server has become the primary after another one had been. */
    private void hand(AsyncResult<SqlConnection> made, int asked, Promise<SqlConnection> caller) {
        if (made.failed()) {
            caller.fail(made.cause());
            return;
        }
        open.add(made.result());
        if (asked != 0 && asked != change.get()) {
            PhysicalConnection.cut(made.result());
            caller.fail(new ConnectException("another server became the primary meanwhile"));
        } else {
            caller.complete(made.result());
        }
    }

    /** Another server is the primary, or none is. */
    void cut() {
        change.incrementAndGet();
        List<SqlConnection> all;
        synchronized (open) {
            all = List.copyOf(open);
            open.clear();
        }
        all.forEach(PhysicalConnection::cut);
    }
}
