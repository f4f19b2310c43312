package io.quarkiverse.strata.execution;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.strata.sql.Statement;
import io.vertx.core.Context;

/** Takes a statement's times on its way, when somebody listens. */
final class Watch {

    static final Watch NONE = new Watch(List.of(), null, null, null, false);

    private final List<StatementListener> listeners;
    private final String dataSource;
    private final Statement statement;
    private final CallOptions options;
    private final boolean inTransaction;
    private final long started;
    private final Context request;
    private final AtomicBoolean over = new AtomicBoolean();
    private String server;
    private long sent;
    private long answered;
    private int rows = -1;

    private Watch(List<StatementListener> listeners, String dataSource, Statement statement, CallOptions options,
            boolean inTransaction) {
        this.listeners = Listeners.forCall(listeners);
        this.dataSource = dataSource;
        this.statement = statement;
        this.options = options;
        this.inTransaction = inTransaction;
        this.started = listeners.isEmpty() ? 0 : System.nanoTime();
        this.request = listeners.isEmpty() ? null : Requests.current();
    }

    static Watch start(List<StatementListener> listeners, String dataSource, Statement statement, CallOptions options,
            boolean inTransaction) {
        return listeners.isEmpty() ? NONE : new Watch(listeners, dataSource, statement, options, inTransaction);
    }

    void sent(String to) {
        if (!listeners.isEmpty()) {
            server = to;
            sent = System.nanoTime();
            answered = 0; // an answer that a replica gave before wasn't used
            rows = -1;
        }
    }

    void answered(int count) {
        if (!listeners.isEmpty()) {
            answered = System.nanoTime();
            rows = count;
        }
    }

    /** Tells those who listen, once: a call's time may be over just as it fails of itself. */
    void ended(Throwable failure) {
        if (listeners.isEmpty() || !over.compareAndSet(false, true)) {
            return;
        }
        long now = System.nanoTime();
        long sentAt = sent == 0 ? now : sent;
        long answeredAt = answered == 0 ? now : answered;
        StatementRun run = new StatementRun(dataSource, statement, options, inTransaction, server, started, sentAt - started,
                answeredAt - sentAt, now - answeredAt, rows, failure, request);
        Listeners.ended(listeners, run);
    }
}
