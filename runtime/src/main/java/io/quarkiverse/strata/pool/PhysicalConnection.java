package io.quarkiverse.strata.pool;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.PgNotice;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;

/**
 * A connection to a server, with the things that the driver's public API lacks: throwing it away instead of recycling
 * it, also while the server doesn't answer, and a cancel request that tells when the server has acted.
 */
public final class PhysicalConnection {

    private static final Logger LOG = Logger.getLogger(PhysicalConnection.class);

    /** How long a cancelled statement gets to end before the server is asked again; then twice as long each time. */
    public static final int CANCEL_AGAIN_MILLIS = 100;

    /** Of text that a caller wrote: what it holds is nobody else's business. */
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
    private static final int MOST_CHARACTERS = 200;
    private static final int CANCEL_CODE = 80877102;
    private static final int SSL_CODE = 80877103;
    private static final int CANCEL_LIMIT_MILLIS = 5_000;

    private final SqlConnection connection;
    private final Vertx vertx;
    private final Holder holder;
    private final boolean session;
    private final long lent = System.nanoTime();
    private volatile PgException ended;
    private volatile boolean overdue;
    private Future<Incarnation> incarnation;

    /** One that isn't lent. */
    PhysicalConnection(SqlConnection connection, Vertx vertx) {
        this(connection, vertx, () -> "Strata itself", true);
    }

    /** @param session whether it is a session of the server */
    PhysicalConnection(SqlConnection connection, Vertx vertx, Holder holder, boolean session) {
        this.session = session;
        this.connection = connection;
        this.vertx = vertx;
        this.holder = holder;
        // without a handler the driver prints the stack trace to the console; whoever waits for an answer hears of it anyway
        connection.exceptionHandler(this::failed);
        ignoreNotices();
    }

    /** The driver's connection, for sending statements. */
    public SqlConnection sql() {
        return connection;
    }

    /** Which life of which server is behind it; asked once for as long as the connection is open, by whoever has it. */
    public Future<Incarnation> incarnation() {
        if (incarnation == null) {
            PooledConnection kept = pooled();
            incarnation = kept != null && kept.incarnation() != null ? kept.incarnation() : Incarnation.ask(connection);
            if (kept != null && kept.incarnation() == null) {
                incarnation.onSuccess(known -> kept.keep(Future.succeededFuture(known)));
            }
        }
        return incarnation;
    }

    /** Nobody knows its state, so it is closed. */
    void doubt() {
        PooledConnection own = pooled();
        if (own != null) {
            own.doubt();
        }
    }

    /** Null where the application builds the pool itself. */
    private PooledConnection pooled() {
        return ((SqlConnectionInternal) connection).unwrap() instanceof PooledConnection own ? own : null;
    }

    /** Which server is behind it; null where that isn't known. */
    Incarnation identity() {
        PooledConnection own = pooled();
        return own == null ? null : own.identity();
    }

    /** Whether it was opened before this, by {@link System#nanoTime()}; false where that isn't known. */
    boolean isOpenedBefore(long time) {
        PooledConnection own = pooled();
        return own != null && own.openedAt() - time < 0;
    }

    /** For how many nanoseconds an answer has been owed without a byte of it; 0 where that isn't known. */
    long silence() {
        PooledConnection own = pooled();
        return own == null ? 0 : own.silence();
    }

    /** Tells on its event loop how many bytes have come, 0 where that isn't known. */
    public LongSupplier received() {
        PooledConnection own = pooled();
        return own == null ? () -> 0 : own::received;
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

    /** When its holder got it, by {@link System#nanoTime()}. */
    long lentAt() {
        return lent;
    }

    /** How long its holder has had it: its backend is older. */
    Duration timeLent() {
        return Duration.ofNanos(System.nanoTime() - lent);
    }

    /** How long somebody has had it, and who, for a message. */
    String held() {
        long millis = timeLent().toMillis();
        String doing = LITERAL.matcher(holder.doing()).replaceAll("'…'");
        return (millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0)) + " by "
                + (doing.length() > MOST_CHARACTERS ? doing.substring(0, MOST_CHARACTERS) + "…" : doing);
    }

    /** Whether its holder has had it for longer than this, and nobody has asked since. */
    boolean isFirstOverdue(Duration threshold) {
        boolean first = !overdue && timeLent().compareTo(threshold) > 0;
        overdue |= first;
        return first;
    }

    /** Whether both have reached the same address: behind one name there may be several. */
    boolean hasSameServerAs(SqlConnection other) {
        SocketAddress mine = socket(connection).remoteAddress();
        SocketAddress theirs = socket(other).remoteAddress();
        return mine.port() == theirs.port() && Objects.equals(mine.hostAddress(), theirs.hostAddress())
                && Objects.equals(mine.path(), theirs.path());
    }

    /** Whether a cancel request hits what runs on it, and nothing else; not through a pooler. */
    public boolean canBeCancelled() {
        return session;
    }

    /** The server's process behind this connection. */
    public int backendPid() {
        return PgConnection.cast(connection).processId();
    }

    /**
     * Asks the server to cancel what runs on this connection now. It succeeds when the server has closed the request's
     * connection, which it does after it has acted: what is sent afterwards can't be hit (libpq's PQcancelBlocking waits for
     * the same; the driver's own request ends when it was sent, and hits the next statement where it is late). When it fails
     * the request may still arrive at any time, and the connection is one to throw away.
     */
    public Future<Void> cancelRunning() {
        PgConnection pg = PgConnection.cast(connection);
        Buffer request = Buffer.buffer().appendInt(16).appendInt(CANCEL_CODE).appendInt(pg.processId())
                .appendInt(pg.secretKey());
        // whom this connection trusts was checked when it was made; the address is the same
        NetClient client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CANCEL_LIMIT_MILLIS)
                .setTrustAll(true).setHostnameVerificationAlgorithm(""));
        Promise<Void> acted = Promise.promise();
        long late = vertx.setTimer(CANCEL_LIMIT_MILLIS, expired -> acted.tryFail("the server took no cancel request in time"));
        NetSocketInternal mine = socket(connection);
        client.connect(mine.remoteAddress())
                .compose(asking -> mine.isSsl() ? encrypted(asking) : Future.succeededFuture(asking))
                .onFailure(acted::tryFail).onSuccess(asking -> {
                    asking.exceptionHandler(acted::tryFail);
                    asking.closeHandler(done -> acted.tryComplete());
                    asking.write(request);
                });
        return acted.future().eventually(() -> {
            vertx.cancelTimer(late);
            return client.close();
        });
    }

    /** What travels encrypted here does so there: the request has the key that lets anybody cancel. */
    private static Future<NetSocket> encrypted(NetSocket asking) {
        Promise<NetSocket> ready = Promise.promise();
        asking.exceptionHandler(ready::tryFail);
        asking.closeHandler(gone -> ready.tryFail("the server closed the connection of a cancel request"));
        asking.handler(answer -> {
            if (answer.getByte(0) == 'S') {
                asking.upgradeToSsl().<NetSocket> map(asking).onComplete(ready);
            } else {
                ready.tryFail("the server takes no cancel request over TLS");
            }
        });
        asking.write(Buffer.buffer().appendInt(8).appendInt(SSL_CODE));
        return ready.future();
    }

    /** Ends {@link #onNotice}: notices go to the log at DEBUG, where the driver would warn of each. */
    public void ignoreNotices() {
        onNotice(notice -> LOG.debugf("%s: %s (SQLSTATE %s)", notice.getSeverity(), notice.getMessage(), notice.getCode()));
    }

    /** Hears the notices and warnings that the server sends with the next answers. */
    public void onNotice(Consumer<PgNotice> listener) {
        PgConnection.cast(connection).noticeHandler(listener::accept);
    }

    /**
     * Runs something once the driver has dealt with what it is dealing with: it tells who runs a statement that the connection
     * broke, and only then marks it as broken.
     */
    public void afterwards(Runnable action) {
        afterwards(connection, action);
    }

    static void afterwards(SqlConnection connection, Runnable action) {
        socket(connection).channelHandlerContext().channel().eventLoop().execute(action);
    }

    void recycle() {
        connection.close();
    }

    /**
     * Closes the socket at once, without the driver's good-bye, which waits for the server: behind a stalled server that
     * would never end and the pool's place would be lost.
     */
    void closeChannel() {
        closeChannel(channel());
    }

    /** As {@link #closeChannel()}. */
    public static void cut(SqlConnection connection) {
        closeChannel(socket(connection).channelHandlerContext().channel());
    }

    /** As {@link #closeChannel()}. */
    static void closeChannel(Connection connection) {
        closeChannel(channel(connection));
    }

    /** Reads along what passes over a connection. */
    static Traffic watch(Connection connection) {
        return Traffic.on(channel(connection));
    }

    static boolean isClosed(Connection connection) {
        return !channel(connection).isOpen();
    }

    /** As {@link #closeChannel()}. */
    static void closeChannel(Channel channel) {
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
        return socket(connection).channelHandlerContext().channel();
    }

    private static Channel channel(Connection connection) {
        return socket(connection).channelHandlerContext().channel();
    }

    private static NetSocketInternal socket(SqlConnection connection) {
        return socket(((SqlConnectionInternal) connection).unwrap());
    }

    private static NetSocketInternal socket(Connection connection) {
        Connection physical = connection;
        while (!(physical instanceof SocketConnectionBase) && physical.unwrap() != physical) {
            physical = physical.unwrap();
        }
        return ((SocketConnectionBase) physical).socket();
    }
}
