package io.quarkiverse.strata.pool;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.strata.execution.TimeLimit;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.impl.PgConnectionImpl;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;

/**
 * Opens the driver's connections in bounded time. The driver bounds the making of the TCP connection alone; a login without
 * an answer it ends only when the server does. Here the socket is closed.
 */
final class Logins extends PgConnectionFactory {

    /** The sockets of each attempt; TLS may take more than one. */
    private final Map<NetClientOptions, List<NetSocket>> underWay = Collections.synchronizedMap(new IdentityHashMap<>());

    Logins(Vertx vertx) {
        super((VertxInternal) vertx, () -> Future.failedFuture("a target is given each time"));
    }

    /** A connection of its own, which really ends when it is closed. */
    static Future<SqlConnection> dedicated(Vertx vertx, PgConnectOptions target) {
        Logins logins = new Logins(vertx);
        ContextInternal caller = ((VertxInternal) vertx).getOrCreateContext();
        return logins.open(asEventLoopContext(caller), target).<SqlConnection> map(opened -> {
            PgConnectionImpl connection = new PgConnectionImpl(logins, caller, opened) {
                @Override
                public void handleClosed() {
                    super.handleClosed();
                    logins.close(Promise.promise());
                }
            };
            opened.init(connection);
            return connection;
        }).onFailure(none -> logins.close(Promise.promise()));
    }

    /** An event loop's context that belongs to no caller. */
    static Context ownContext(Vertx vertx) {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    /** A copy; the driver's own forgets that a pooler stands in between. */
    static PgConnectOptions copy(PgConnectOptions target) {
        return new PgConnectOptions(target).setUseLayer7Proxy(target.getUseLayer7Proxy());
    }

    /** @return on this context; fails when the server has let nobody in within the target's connect time-out */
    Future<Connection> open(ContextInternal context, PgConnectOptions target) {
        PgConnectOptions attempt = copy(target);
        List<NetSocket> sockets = new CopyOnWriteArrayList<>();
        underWay.put(attempt, sockets);
        Promise<Connection> opened = context.promise();
        int limit = target.getConnectTimeout();
        long timer = context.setTimer(limit, late -> {
            if (opened.tryFail(new ConnectException(target.getHost() + ":" + target.getPort() + " let nobody log in within "
                    + TimeLimit.text(Duration.ofMillis(limit))))) {
                sockets.forEach(Logins::cut);
            }
        });
        connect(context, attempt).onComplete(answer -> {
            underWay.remove(attempt);
            context.owner().cancelTimer(timer);
            if (answer.failed()) {
                opened.tryFail(answer.cause());
            } else if (!opened.tryComplete(answer.result())) {
                PhysicalConnection.closeChannel(answer.result());
            }
        });
        return opened.future();
    }

    private static void cut(NetSocket socket) {
        PhysicalConnection.closeChannel(((NetSocketInternal) socket).channelHandlerContext().channel());
    }

    @Override
    protected NetClient netClient(NetClientOptions options) {
        List<NetSocket> sockets = underWay.get(options);
        NetClient client = super.netClient(options);
        return sockets == null ? client : new WatchedClient(client, sockets);
    }

    /** Notes the sockets that it opens, for as long as nobody has logged in on them. */
    private record WatchedClient(NetClient client, List<NetSocket> sockets) implements NetClient {

        @Override
        public Future<NetSocket> connect(SocketAddress server, String name) {
            return client.connect(server, name).map(socket -> {
                sockets.add(socket);
                return socket;
            });
        }

        @Override
        public Future<NetSocket> connect(SocketAddress server) {
            return connect(server, (String) null);
        }

        @Override
        public Future<NetSocket> connect(int port, String host) {
            return connect(SocketAddress.inetSocketAddress(port, host));
        }

        @Override
        public Future<NetSocket> connect(int port, String host, String name) {
            return connect(SocketAddress.inetSocketAddress(port, host), name);
        }

        @Override
        public NetClient connect(int port, String host, Handler<AsyncResult<NetSocket>> handler) {
            connect(port, host).onComplete(handler);
            return this;
        }

        @Override
        public NetClient connect(int port, String host, String name, Handler<AsyncResult<NetSocket>> handler) {
            connect(port, host, name).onComplete(handler);
            return this;
        }

        @Override
        public NetClient connect(SocketAddress server, Handler<AsyncResult<NetSocket>> handler) {
            connect(server).onComplete(handler);
            return this;
        }

        @Override
        public NetClient connect(SocketAddress server, String name, Handler<AsyncResult<NetSocket>> handler) {
            connect(server, name).onComplete(handler);
            return this;
        }

        @Override
        public Future<Boolean> updateSSLOptions(SSLOptions options, boolean force) {
            return client.updateSSLOptions(options, force);
        }

        @Override
        public Future<Void> close() {
            return client.close();
        }

        @Override
        public void close(Handler<AsyncResult<Void>> handler) {
            client.close(handler);
        }

        @Override
        public boolean isMetricsEnabled() {
            return client.isMetricsEnabled();
        }
    }
}
