package io.quarkiverse.strata.migration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** Stands between client and server and notes the messages that make the server work: simple queries and executions. */
final class CountingProxy implements AutoCloseable {

    private final PostgresServer server = PostgresServer.get();
    private final NetServer proxy = server.vertx().createNetServer();
    final List<String> queries = new CopyOnWriteArrayList<>();

    CountingProxy() {
        proxy.connectHandler(this::connect);
        PostgresServer.await(proxy.listen(0, "localhost"));
    }

    int port() {
        return proxy.actualPort();
    }

    private void connect(NetSocket client) {
        client.pause();
        server.vertx().createNetClient().connect(server.port(), "localhost").onSuccess(backend -> {
            Messages messages = new Messages();
            client.handler(data -> {
                messages.read(data);
                backend.write(data);
            });
            backend.handler(client::write);
            client.closeHandler(closed -> backend.close());
            backend.closeHandler(closed -> client.close());
            client.resume();
        });
    }

    /** The client's stream: a start-up message without a type, then type, length and body. */
    private final class Messages {
        private Buffer rest = Buffer.buffer();
        private boolean started;

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
                started = true;
                rest = rest.getBuffer(length, rest.length());
            }
        }
    }

    @Override
    public void close() {
        PostgresServer.await(proxy.close());
    }
}
