package io.quarkiverse.strata.pool;

import java.time.Duration;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;

/** Asks a server one question again and again, on a connection of its own, so that a pool that is used up hides nothing. */
final class Probe {

    private final Vertx vertx;
    private final DedicatedConnections connections;
    private final String question;
    private final Duration limit;
    private PhysicalConnection connection;
    private boolean closed;

    Probe(Vertx vertx, DedicatedConnections connections, String question, Duration limit) {
        this.vertx = vertx;
        this.connections = connections;
        this.question = question;
        this.limit = limit;
    }

    /** The row that answers; a failure when there is none in time. The login has a limit of its own. One question at a time. */
    Future<Row> ask() {
        return connected().compose(this::ask);
    }

    private Future<Row> ask(PhysicalConnection server) {
        Promise<Row> answer = Promise.promise();
        long timer = vertx.setTimer(limit.toMillis(),
                expired -> answer.tryFail("no answer within " + limit.toMillis() + " ms"));
        server.sql().preparedQuery(question).execute().onComplete(rows -> {
            if (rows.succeeded()) {
                answer.tryComplete(rows.result().iterator().next());
            } else {
                answer.tryFail(rows.cause());
            }
        });
        return answer.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.failed()) {
                hangUp(server);
            }
        });
    }

    private Future<PhysicalConnection> connected() {
        synchronized (this) {
            if (connection != null && !connection.isClosed()) {
                return Future.succeededFuture(connection);
            }
            if (closed) {
                return Future.failedFuture("nobody asks any more");
            }
        }
        return connections.connect().map(arrived -> keep(new PhysicalConnection(arrived, vertx)));
    }

    private PhysicalConnection keep(PhysicalConnection arrived) {
        PhysicalConnection unused;
        synchronized (this) {
            unused = closed ? arrived : connection;
            connection = closed ? null : arrived;
        }
        if (unused != null) {
            unused.closeChannel();
        }
        return arrived;
    }

    /** The next question goes over a new connection. */
    void hangUp() {
        PhysicalConnection gone;
        synchronized (this) {
            gone = connection;
        }
        if (gone != null) {
            hangUp(gone);
        }
    }

    private void hangUp(PhysicalConnection gone) {
        synchronized (this) {
            if (connection == gone) {
                connection = null;
            }
        }
        gone.closeChannel();
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        hangUp();
    }
}
