package io.quarkiverse.strata.pool;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * What arrives on a connection, as far as the driver doesn't tell: whether a transaction is open, and when the last byte came.
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
    private volatile long lastByte = System.nanoTime();

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

    /** By {@link System#nanoTime()}. */
    long lastByte() {
        return lastByte;
    }
}
