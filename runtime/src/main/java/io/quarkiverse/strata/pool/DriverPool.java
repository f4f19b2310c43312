package io.quarkiverse.strata.pool;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.netty.channel.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.future.PromiseInternal;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.impl.PgPoolImpl;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SqlClientBase;
import io.vertx.sqlclient.impl.command.CommandBase;

/** A {@link ConnectionPool} as Vert.x's {@link Pool}, which the application and other extensions may use beside Strata. */
public final class DriverPool extends SqlClientBase implements Pool {

    private final VertxInternal vertx;
    private final Connector connector;
    private final Logins logins;
    private final ConnectionPool<PooledConnection> connections;
    private final CloseFuture closing = new CloseFuture();
    /** Vert.x's own, null without. */
    private final PoolMetrics<Object> meters;

    private DriverPool(VertxInternal vertx, String name, Connector connector, PoolSettings settings) {
        super(PgDriver.INSTANCE);
        this.vertx = vertx;
        this.connector = connector;
        this.logins = new Logins(vertx);
        this.connections = new ConnectionPool<>(vertx.createEventLoopContext(), settings, this::open);
        this.meters = meters(vertx, name, settings.maxSize());
        closing.add(closed -> end().onComplete(closed));
        ContextInternal current = vertx.getContext();
        if (current != null) {
            current.addCloseHook(closing);
        } else {
            vertx.addCloseHook(closing);
        }
    }

    /**
     * Builds a pool, which is closed with its Vert.x. Until {@link #start} nothing is kept warm and nothing is closed.
     *
     * @param name what Vert.x's meters call it, null for nothing
     * @param connect the host and credentials, asked for each physical connection
     */
    public static DriverPool build(Vertx vertx, String name, Supplier<Future<PgConnectOptions>> connect,
            PoolSettings settings) {
        return build(vertx, name, Connector.to(connect), settings);
    }

    /** As the other, to one of these hosts; when another one becomes the primary all connections are closed. */
    public static DriverPool build(Vertx vertx, String name, Hosts hosts, PoolSettings settings) {
        DriverPool pool = build(vertx, name, (Connector) hosts, settings);
        hosts.onChange(pool::switchOver);
        return pool;
    }

    private static DriverPool build(Vertx vertx, String name, Connector connector, PoolSettings settings) {
        return new DriverPool((VertxInternal) vertx, name, connector, settings);
    }

    @SuppressWarnings("unchecked")
    private static PoolMetrics<Object> meters(VertxInternal vertx, String name, int maxSize) {
        return vertx.metricsSPI() == null ? null
                : (PoolMetrics<Object>) vertx.metricsSPI().createPoolMetrics("sql", name, maxSize);
    }

    /** As the type that Quarkus asks for. */
    public Pool asPgPool() {
        return new PgPoolImpl(vertx, closing, this);
    }

    private Future<PooledConnection> open(Executor loop) {
        ContextInternal context = loop == null ? vertx.createEventLoopContext()
                : vertx.createEventLoopContext((EventLoop) loop, null, Thread.currentThread().getContextClassLoader());
        return connector.connect(new Connector.Login<>() {
            @Override
            public Future<PooledConnection> open(PgConnectOptions target) {
                return logins.open(context, target)
                        .map(opened -> new PooledConnection(connections, context, logins, opened, connector::suspect));
            }

            @Override
            public Future<Incarnation> identify(PooledConnection connection) {
                return connection.identify();
            }

            @Override
            public void cut(PooledConnection connection) {
                connection.cut();
            }
        });
    }

    private void switchOver() {
        connections.cut();
        connections.attemptNow();
    }

    /** Opens the connections that are kept warm, and looks after all from now on. */
    public void start() {
        connections.start();
    }

    /** Why the server let nobody in the last time, null when it did. */
    Throwable lastFailure() {
        return connections.lastFailure();
    }

    int maxSize() {
        return connections.maxSize();
    }

    Turnover turnover() {
        return connections.turnover();
    }

    /** Closes all connections, those that are lent too. */
    void cut() {
        connections.cut();
    }

    @Override
    public Future<SqlConnection> getConnection() {
        return take(withdrawal -> {
        });
    }

    /** A connection. @param withdrawal given what makes the caller wait no more */
    Future<SqlConnection> take(Consumer<Runnable> withdrawal) {
        return lend(vertx.getOrCreateContext(), withdrawal).map(connection -> connection);
    }

    private Future<LentConnection> lend(ContextInternal caller, Consumer<Runnable> withdrawal) {
        PromiseInternal<PooledConnection> promise = caller.promise();
        connections.acquire(caller.nettyEventLoop(), promise);
        withdrawal.accept(() -> connections.withdraw(promise));
        return meters == null ? promise.future().map(connection -> connection.lendTo(caller))
                : measured(promise.future(), caller);
    }

    private Future<LentConnection> measured(Future<PooledConnection> arrival, ContextInternal caller) {
        Object asked = meters.submitted();
        return arrival.onFailure(none -> meters.rejected(asked)).map(connection -> {
            Object began = meters.begin(asked);
            connection.onReturn(() -> meters.end(began, true));
            return connection.lendTo(caller);
        });
    }

    /** Runs one command on a connection of its own. */
    @Override
    public <R> Future<R> schedule(ContextInternal caller, CommandBase<R> command) {
        return lend(caller, withdrawal -> {
        }).compose(connection -> connection.schedule(caller, command).onComplete(done -> {
            if (done.failed() && !(done.cause() instanceof PgException)) {
                PhysicalConnection.afterwards(connection, connection::close);
            } else {
                connection.close();
            }
        }));
    }

    @Override
    public int size() {
        return connections.size();
    }

    @Override
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        closing.close(closed);
        return closed.future();
    }

    private Future<Void> end() {
        return connections.close().onComplete(closed -> {
            logins.close(Promise.promise()); // what is still logging in may take its time
            if (meters != null) {
                meters.close();
            }
        });
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        close().onComplete(handler);
    }

    @Override
    public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
        getConnection().onComplete(handler);
    }

    @Override
    @Deprecated
    public Pool connectHandler(Handler<SqlConnection> handler) {
        throw new UnsupportedOperationException(
                "Strata's pool calls no connect handler: give the datasource a PgPoolCreator of your own");
    }

    @Override
    @Deprecated
    public Pool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
        throw new UnsupportedOperationException(
                "Strata's pool opens its connections itself: give the datasource a PgPoolCreator of your own");
    }

    @Override
    protected ContextInternal context() {
        return vertx.getOrCreateContext();
    }

    @Override
    protected <T> PromiseInternal<T> promise() {
        return vertx.promise();
    }

    @Override
    protected <T> PromiseInternal<T> promise(Handler<AsyncResult<T>> handler) {
        return vertx.promise(handler);
    }
}
