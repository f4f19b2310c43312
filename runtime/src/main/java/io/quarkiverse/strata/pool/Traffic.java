package io.quarkiverse.strata.pool;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandResponse;

/**
 * What passes over a connection, as far as the driver doesn't tell: whether a transaction is open, and for how long an answer
 * has
 * been owed without anything moving. It stands below the driver's codec, and its {@link Commands} above it.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-message-formats.html">ReadyForQuery</a>
 */
final class Traffic extends ChannelInboundHandlerAdapter {

    /** ReadyForQuery: its letter, its length in four bytes, the status. */
    private static final int LENGTH = 6;
    private static final long MASK = 0xFFFF_FFFF_FFFFL;
    private static final long READY = (long) 'Z' << 32 | 5;
    private static final byte IDLE = 'I';

    private long tail;
    private volatile byte status = IDLE;
    private final Channel channel;
    private volatile long lastByte = System.nanoTime();
    /** Since when commands have been under way; zero when none is. */
    private volatile long owedSince;
    private int owed;
    private long received;
    private long unsent;

    private Traffic(Channel channel) {
        this.channel = channel;
    }

    /** Reads along from now on. */
    static Traffic on(Channel channel) {
        Traffic traffic = new Traffic(channel);
        channel.pipeline().addBefore("codec", "traffic", traffic);
        channel.pipeline().addAfter("codec", "commands", traffic.new Commands());
        return traffic;
    }

    /** Counts what was sent and what was answered, each on the connection's event loop. */
    private final class Commands extends ChannelDuplexHandler {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof CommandBase && owed++ == 0) {
                owedSince = System.nanoTime() | 1;
            }
            context.write(message, promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof CommandResponse && --owed == 0) {
                owedSince = 0;
            }
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            read(bytes);
        }
        context.fireChannelRead(message);
    }

    /** What comes last counts; the message may arrive in pieces. */
    private void read(ByteBuf bytes) {
        lastByte = System.nanoTime();
        received += bytes.readableBytes();
        int end = bytes.writerIndex();
        for (int i = Math.max(bytes.readerIndex(), end - LENGTH); i < end; i++) {
            tail = (tail << 8 | bytes.getUnsignedByte(i)) & MASK;
        }
        if (tail >>> 8 == READY) {
            status = (byte) tail;
        }
    }

    /**
     * Whether a transaction is open, or failed and not yet rolled back, as far as the server's last answer has told. What comes
     * behind an answer without being asked for can hide it: ask once more where that matters.
     */
    boolean isInTransaction() {
        return status != IDLE;
    }

    /** How many bytes have come. Ask on the connection's event loop. */
    long received() {
        return received;
    }

    /**
     * For how many nanoseconds an answer has been owed, and neither a byte of it has come nor one of the question gone; 0 when
     * none is owed. Ask now and then: between two questions that is seen.
     */
    synchronized long silence() {
        long pending = channel.unsafe().outboundBuffer() == null ? 0
                : channel.unsafe().outboundBuffer().totalPendingWriteBytes();
        if (pending != unsent) {
            unsent = pending;
            lastByte = System.nanoTime();
        }
        long since = owedSince;
        return since == 0 ? 0 : Math.max(0, System.nanoTime() - Math.max(since, lastByte));
    }
}
