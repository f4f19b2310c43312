package io.quarkiverse.strata.pool;

import java.util.concurrent.TimeoutException;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.QueryCommandBase;
import io.vertx.sqlclient.impl.tracing.QueryReporter;
import io.vertx.sqlclient.spi.DatabaseMetadata;

/**
 * A connection of the driver's that belongs to a pool. Whoever has it has a view of it, bound to the own context; closing the
 * view gives the connection back.
 */
final class PooledConnection extends PoolMember implements Connection, Connection.Holder {

    private static final long LIMIT_MILLIS = 2_000;

    private final ConnectionPool<PooledConnection> pool;
    private final ContextInternal context;
    private final PgConnectionFactory factory;
    private final Connection driver;
    private volatile Holder holder;
    private volatile Future<Incarnation> incarnation;
    private Runnable onReturn;

    /** @param opened nobody else's; call on the context that it was opened with */
    PooledConnection(ConnectionPool<PooledConnection> pool, ContextInternal context, PgConnectionFactory factory,
            Connection opened) {
        super(context.nettyEventLoop());
        this.pool = pool;
        this.context = context;
        this.factory = factory;
        this.driver = opened;
        driver.init(this);
    }

    /** What a caller works with, its answers arriving on this context. */
    LentConnection lendTo(ContextInternal caller) {
        LentConnection view = new LentConnection(factory, caller, this);
        holder = view;
        return view;
    }

    /** What {@link #keep} was given, null before. */
    Future<Incarnation> incarnation() {
        return incarnation;
    }

    /** For who has the connection next. */
    void keep(Future<Incarnation> asked) {
        incarnation = asked;
    }

    /** @param told once, when it is given back */
    void onReturn(Runnable told) {
        onReturn = told;
    }

    /** Called by the view, when it is closed. */
    @Override
    public void close(Holder by, Promise<Void> done) {
        if (by != holder) {
            done.fail("this connection was given back before");
            return;
        }
        holder = null;
        if (PhysicalConnection.isClosed(driver)) {
            markClosed(); // the driver tells who runs something first, and this pool afterwards
        }
        returned();
        pool.recycle(this);
        done.complete();
    }

    private void returned() {
        Runnable told = onReturn;
        onReturn = null;
        if (told != null) {
            told.run();
        }
    }

    @Override
    void hangUp() {
        long timer = context.setTimer(LIMIT_MILLIS, late -> cut());
        Promise<Void> gone = Promise.promise();
        gone.future().onComplete(done -> context.owner().cancelTimer(timer));
        driver.close(this, gone);
    }

    @Override
    void cut() {
        PhysicalConnection.closeChannel(driver);
    }

    @Override
    Future<Void> check() {
        Promise<Void> there = Promise.promise();
        long timer = context.setTimer(LIMIT_MILLIS, late -> there.tryFail(new TimeoutException("the server doesn't answer")));
        SqlConnection view = lendTo(context);
        view.exceptionHandler(there::tryFail);
        view.query("SELECT 1").execute().onComplete(answer -> {
            context.owner().cancelTimer(timer);
            holder = null;
            if (answer.succeeded()) {
                there.tryComplete();
            } else {
                there.tryFail(answer.cause());
            }
        });
        return there.future();
    }

    @Override
    public void handleClosed() {
        Holder current = holder;
        if (current != null) {
            current.handleClosed();
        }
        returned();
        pool.lost(this);
    }

    @Override
    public void handleEvent(Object event) {
        Holder current = holder;
        if (current != null) {
            current.handleEvent(event);
        }
    }

    @Override
    public void handleException(Throwable failure) {
        Holder current = holder;
        if (current != null) {
            current.handleException(failure);
        }
    }

    @Override
    public <R> Future<R> schedule(ContextInternal caller, CommandBase<R> command) {
        if (!(command instanceof QueryCommandBase<?> query)
                || caller.owner().tracer() == null && driver.metrics() == null) {
            return driver.schedule(caller, command);
        }
        QueryReporter reporter = new QueryReporter(caller.owner().tracer(), driver.metrics(), caller, query, driver);
        reporter.before();
        return driver.schedule(caller, command).andThen(reporter::after);
    }

    @Override
    public void init(Holder first) {
        throw new IllegalStateException("a pool's connection is lent, see lendTo");
    }

    @Override
    public Connection unwrap() {
        return driver;
    }

    @Override
    public boolean isIndeterminatePreparedStatementError(Throwable error) {
        return driver.isIndeterminatePreparedStatementError(error);
    }

    @Override
    public int pipeliningLimit() {
        return driver.pipeliningLimit();
    }

    @Override
    public TracingPolicy tracingPolicy() {
        return driver.tracingPolicy();
    }

    @Override
    public SocketAddress server() {
        return driver.server();
    }

    @Override
    public String system() {
        return driver.system();
    }

    @Override
    public String database() {
        return driver.database();
    }

    @Override
    public String user() {
        return driver.user();
    }

    @Override
    public ClientMetrics metrics() {
        return driver.metrics();
    }

    @Override
    public boolean isSsl() {
        return driver.isSsl();
    }

    @Override
    public boolean isValid() {
        return driver.isValid();
    }

    @Override
    public DatabaseMetadata getDatabaseMetaData() {
        return driver.getDatabaseMetaData();
    }

    @Override
    public int getProcessId() {
        return driver.getProcessId();
    }

    @Override
    public int getSecretKey() {
        return driver.getSecretKey();
    }
}
