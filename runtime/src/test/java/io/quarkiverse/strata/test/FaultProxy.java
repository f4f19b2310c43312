package io.quarkiverse.strata.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** A TCP proxy in front of the test server that can stop passing bytes on, change them, or cut every connection. */
public final class FaultProxy implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private final NetServer listener;
    private volatile int targetPort;
    private volatile boolean stalled;
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private volatile boolean holdingNew;
    private volatile UnaryOperator<String> meddler = sent -> sent;
    private volatile Predicate<String> unanswered = sent -> false;
    private volatile boolean halfOpen;

    public FaultProxy(int port) {
        this.targetPort = port;
        listener = vertx.createNetServer().connectHandler(client -> {
            if (holdingNew) {
                Buffer sent = Buffer.buffer();
                client.handler(sent::appendBuffer);
                held.add(() -> vertx.createNetClient().connect(targetPort, "localhost").onSuccess(server -> {
                    server.write(sent);
                    pass(client, server);
                    pass(server, client);
                    client.closeHandler(gone -> server.close());
                    server.closeHandler(gone -> client.close());
                }));
                return;
            }
            client.pause();
            sockets.add(client);
            vertx.createNetClient().connect(targetPort, "localhost").onFailure(unreachable -> client.close())
                    .onSuccess(server -> {
                        sockets.add(server);
                        client.handler(sent -> meddle(sent, client, server));
                        pass(server, client);
                        client.closeHandler(gone -> closed(client, server));
                        server.closeHandler(gone -> closed(server, client));
                        if (!stalled) {
                            client.resume();
                        }
                    });
        });
        PostgresServer.await(listener.listen(0, "localhost"));
    }

    /** Where connections go from now on, as behind an address that moves. */
    public void redirect(int port) {
        targetPort = port;
    }

    public int port() {
        return listener.actualPort();
    }

    /** Keeps every connection open, and new ones too, but lets nothing through any more in either direction. */
    public void stall() {
        stalled = true;
        sockets.forEach(NetSocket::pause);
    }

    /** Keeps the open connections open and lets nothing through any more, while new ones work. */
    public void stallOpen() {
        sockets.forEach(NetSocket::pause);
    }

    /** From now on connections seem to be made, but what they send waits: cancel requests are late then. */
    public void holdNew() {
        holdingNew = true;
    }

    /** Passes on what waits. */
    public void passHeld() {
        holdingNew = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** Lets bytes through again, those that waited first. */
    public void resume() {
        stalled = false;
        sockets.forEach(NetSocket::resume);
    }

    /** Cuts every connection. */
    public void cut() {
        List<NetSocket> all = new ArrayList<>(sockets);
        sockets.clear();
        all.forEach(NetSocket::close);
    }

    @Override
    public void close() {
        stalled = false;
        cut();
        PostgresServer.await(vertx.close());
    }

    /** Changes what clients send from now on. @param with gets the bytes as ISO-8859-1; null cuts the connection */
    public void meddle(UnaryOperator<String> with) {
        meddler = with;
    }

    /**
     * Passes on what holds this text, and cuts the connection when the server answers. @param text null for nothing any more
     */
    public void loseAnswersTo(String text) {
        unanswered = sent -> text != null && sent.contains(text);
    }

    /** As {@link #loseAnswersTo}, for what is told to be so, message by message. */
    public void loseAnswersWhen(Predicate<String> lost) {
        unanswered = lost;
    }

    /** From now on a server doesn't hear that its client is gone. */
    public void leaveServersAlone() {
        halfOpen = true;
    }

    private void meddle(Buffer sent, NetSocket client, NetSocket server) {
        if (unanswered.test(sent.toString("ISO-8859-1"))) {
            server.handler(answer -> {
                client.close();
                server.close();
            });
        }
        String changed = meddler.apply(sent.toString("ISO-8859-1"));
        if (changed == null) {
            client.close();
            if (!halfOpen) {
                server.close();
            }
        } else {
            server.write(Buffer.buffer(changed, "ISO-8859-1"));
        }
    }

    private void pass(NetSocket from, NetSocket to) {
        from.handler(to::write);
    }

    /** A closed side is passed on only while bytes are: behind a stall nobody hears of it. */
    private void closed(NetSocket gone, NetSocket other) {
        sockets.remove(gone);
        if (!stalled && !halfOpen) {
            other.close();
        }
    }
}
