package io.quarkiverse.strata.pool;

import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.quarkiverse.strata.execution.Failures;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.PgNotice;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;

/**
 * A connection to a server, with the two things that the driver's public API lacks: throwing it away instead of recycling
 * it, also while the server doesn't answer. The only class that touches the driver's internals.
 */
public final class PhysicalConnection {

    private static final Logger LOG = Logger.getLogger(PhysicalConnection.class);

    private final SqlConnection connection;
    private volatile PgException ended;

    PhysicalConnection(SqlConnection connection) {
        this.connection = connection;
        // without a handler the driver prints the stack trace to the console; whoever waits for an answer hears of it anyway
        connection.exceptionHandler(this::failed);
        ignoreNotices();
    }

    /** The driver's connection, for sending statements. */
    public SqlConnection sql() {
        return connection;
    }

    /** What broke a connection, when the server said so before it closed it; else the failure itself. */
    public Throwable reasonOf(Throwable failure) {
        return ended != null && !(failure instanceof PgException) ? ended : failure;
    }

    private void failed(Throwable failure) {
        LOG.debug("A connection failed", failure);
        if (failure instanceof PgException server) {
            ended = server;
        }
    }

    /** The server's process behind this connection. */
    public int backendPid() {
        return PgConnection.cast(connection).processId();
    }

    /**
     * Asks the server to cancel what runs on this connection now. It ends when the request was sent, which is not when it
     * arrives: unless a statement {@link Failures#isCancelled failed of it}, {@link #absorbCancel} must follow before anybody
     * else's statement, or that would be hit.
     */
    public Future<Void> cancelRunning() {
        return PgConnection.cast(connection).cancelRequest();
    }

    /**
     * Waits outside any transaction for a cancel request that is still on its way.
     *
     * @return whether it came; if not it may come at any time, and the connection is one to throw away
     */
    public Future<Boolean> absorbCancel() {
        return connection.query("SELECT pg_catalog.pg_sleep(0.1)").execute().map(rows -> false)
                .otherwise(Failures::isCancelled);
    }

    /** Ends {@link #onNotice}: notices go to the log at DEBUG, where the driver would warn of each. */
    public void ignoreNotices() {
        onNotice(notice -> LOG.debugf("%s: %s (SQLSTATE %s)", notice.getSeverity(), notice.getMessage(), notice.getCode()));
    }

    /** Hears the notices and warnings that the server sends with the next answers. */
    public void onNotice(Consumer<PgNotice> listener) {
        PgConnection.cast(connection).noticeHandler(listener::accept);
    }

    void recycle() {
        connection.close();
    }

    /**
     * Closes the socket at once, without the driver's good-bye, which waits for the server: behind a stalled server that
     * would never end and the pool's place would be lost.
     */
    void closeChannel() {
        Channel channel = channel();
        ChannelHandlerContext head = channel.pipeline().firstContext();
        if (head == null) {
            channel.close();
        } else {
            channel.eventLoop().execute(head::close);
        }
    }

    boolean isClosed() {
        return !channel().isOpen();
    }

    private Channel channel() {
        Connection physical = ((SqlConnectionInternal) connection).unwrap();
        while (!(physical instanceof SocketConnectionBase) && physical.unwrap() != physical) {
            physical = physical.unwrap();
        }
        return ((SocketConnectionBase) physical).socket().channelHandlerContext().channel();
    }
}
