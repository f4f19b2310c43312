package io.quarkiverse.strata.migration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/**
 * Stands between client and server and notes the messages that make the server work: simple queries and executions. It can cut
 * all connections at one of them, as the end of the client's process would.
 */
final class CountingProxy implements AutoCloseable {

    private final PostgresServer server = PostgresServer.get();
    private final NetServer proxy = server.vertx().createNetServer();
    private final int last;
    private final List<NetSocket> clients = new CopyOnWriteArrayList<>();
    private final List<NetSocket> backends = new CopyOnWriteArrayList<>();
    final List<String> queries = new CopyOnWriteArrayList<>();

    CountingProxy() {
        this(Integer.MAX_VALUE);
    }

    /** @param last the number of the last message that reaches the server, from 1: then all connections are cut */
    CountingProxy(int last) {
        this.last = last;
        proxy.connectHandler(this::connect);
        PostgresServer.await(proxy.listen(0, "localhost"));
    }

    int port() {
        return proxy.actualPort();
    }

    private void connect(NetSocket client) {
        client.pause();
        server.vertx().createNetClient().connect(server.port(), "localhost").onSuccess(backend -> {
            clients.add(client);
            backends.add(backend);
            Messages messages = new Messages(backend);
            client.handler(messages::read);
            backend.handler(client::write);
            client.closeHandler(closed -> backend.close());
            backend.closeHandler(closed -> client.close());
            client.resume();
        });
    }

    /** The client's stream: a start-up message without a type, then type, length and body. */
    private final class Messages {
        private final NetSocket backend;
        private Buffer rest = Buffer.buffer();
        private boolean started;

        Messages(NetSocket backend) {
            this.backend = backend;
        }

        void read(Buffer data) {
            rest = rest.appendBuffer(data);
            while (true) {
                int header = started ? 5 : 4;
                if (rest.length() < header) {
                    return;
                }
                int length = rest.getInt(header - 4) + header - 4;
                if (rest.length() < length) {
                    return;
                }
                char type = started ? (char) rest.getByte(0) : 'S';
                if (type == 'Q') {
                    queries.add(rest.getString(5, length - 1));
                } else if (type == 'E') {
                    queries.add("execute");
                }
                boolean cut = queries.size() >= last;
                if (!cut || queries.size() == last && type == 'Q') {
                    backend.write(rest.getBuffer(0, length));
                }
                if (cut) {
                    cut();
                    return;
                }
                started = true;
                rest = rest.getBuffer(length, rest.length());
            }
        }
    }

    /** Ends all connections. */
    void cut() {
        clients.forEach(NetSocket::close);
        backends.forEach(NetSocket::close);
    }

    @Override
    public void close() {
        PostgresServer.await(proxy.close());
    }
}
