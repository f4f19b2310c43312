package io.quarkiverse.strata.pool;

import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.pool.Turnover.Reason;
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

    private static final Logger LOG = Logger.getLogger(PooledConnection.class);
    private static final long LIMIT_MILLIS = 2_000;
    /** Behind a pooler the first answer may have to wait for its turn. */
    private static final long PATIENCE_MILLIS = 30_000;

    private final ConnectionPool<PooledConnection> pool;
    private final ContextInternal context;
    private final PgConnectionFactory factory;
    private final Connection driver;
    private final Traffic traffic;
    private final Runnable onLoss;
    private volatile Holder holder;
    private volatile Incarnation identity;
    private volatile Future<Incarnation> incarnation;
    private Runnable onReturn;

    /**
     * @param opened nobody else's; call on the context that it was opened with
     * @param onLoss told when it is gone and nobody had asked for that
     */
    PooledConnection(ConnectionPool<PooledConnection> pool, ContextInternal context, PgConnectionFactory factory,
            Connection opened, Runnable onLoss) {
        super(context.nettyEventLoop());
        this.pool = pool;
        this.context = context;
        this.factory = factory;
        this.driver = opened;
        this.onLoss = onLoss;
        this.traffic = PhysicalConnection.watch(opened);
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

    /** For how many nanoseconds an answer has been owed without a byte of it. */
    long silence() {
        return traffic.silence();
    }

    /** How many bytes have come; asked on its event loop. */
    long received() {
        return traffic.received();
    }

    /** It is going to be closed because nobody knows its state. */
    void doubt() {
        why = Reason.DISCARDED;
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
        if (traffic.isInTransaction() && !isClosed()) {
            ask(view -> view.query("SELECT 1").execute(), LIMIT_MILLIS).onComplete(asked -> afterDoubt());
        } else {
            pool.recycle(this);
        }
        done.complete();
    }

    /** The server has told anew whether a transaction is open. */
    private void afterDoubt() {
        if (!traffic.isInTransaction()) {
            pool.recycle(this);
        } else if (!PhysicalConnection.isClosed(driver)) {
            LOG.warnf(
                    "STRATA-2139: a connection to database %s came back with a transaction open. It is closed, which rolls the "
                            + "transaction back. Who takes connections from Pool has to end transactions before giving them back; "
                            + "db.transaction does",
                    driver.database());
            why = Reason.DISCARDED;
            hangUp();
        }
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
        return ask(view -> view.query("SELECT 1").execute(), LIMIT_MILLIS).mapEmpty();
    }

    /** Who is behind it; kept. */
    Future<Incarnation> identify() {
        return ask(Incarnation::askServer, PATIENCE_MILLIS).onSuccess(known -> identity = known);
    }

    /** The server behind it, without its life; null where it doesn't tell. */
    Incarnation identity() {
        return identity;
    }

    /** When it became the pool's, by {@link System#nanoTime()}. */
    long openedAt() {
        return opened;
    }

    /** A question of the pool's own, while nobody has it; bounded. */
    private <T> Future<T> ask(Function<SqlConnection, Future<T>> question, long limit) {
        Promise<T> there = Promise.promise();
        long timer = context.setTimer(limit, late -> there.tryFail(new TimeoutException("the server doesn't answer")));
        SqlConnection view = lendTo(context);
        view.exceptionHandler(there::tryFail);
        question.apply(view).onComplete(answer -> {
            context.owner().cancelTimer(timer);
            holder = null;
            if (answer.succeeded()) {
                there.tryComplete(answer.result());
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
        if (pool.lost(this)) {
            onLoss.run();
        }
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
