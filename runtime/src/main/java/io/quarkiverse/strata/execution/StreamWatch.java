package io.quarkiverse.strata.execution;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.strata.sql.Statement;
import io.vertx.core.Context;

/** Takes a stream's times: those of its fetches and of mapping their rows, not those in which its reader reads. */
public final class StreamWatch {

    private final List<StatementListener> listeners;
    private final String dataSource;
    private final Statement statement;
    private final CallOptions options;
    private final boolean inTransaction;
    private final long started;
    private final Context request;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile String server;
    private volatile long fetching;
    private volatile long waited = -1;
    private volatile long answered;
    private volatile long mapped;
    private volatile int rows = -1;

    public StreamWatch(List<StatementListener> listeners, String dataSource, Statement statement, CallOptions options,
            boolean inTransaction) {
        this.listeners = Listeners.forCall(listeners);
        this.dataSource = dataSource;
        this.statement = statement;
        this.options = options;
        this.inTransaction = inTransaction;
        this.started = System.nanoTime();
        this.request = listeners.isEmpty() ? null : Requests.current();
    }

    /** A fetch is sent. @param to the server's name */
    public void fetching(String to) {
        server = to;
        fetching = System.nanoTime();
        if (waited < 0) {
            waited = fetching - started;
        }
    }

    /** Its answer is there. */
    public void fetched(int count) {
        answered += System.nanoTime() - fetching;
        rows = Math.max(rows, 0) + count;
    }

    /** Its rows were mapped. @param since when that began, {@link System#nanoTime()} */
    public void mapped(long since) {
        mapped += System.nanoTime() - since;
    }

    /** Tells those who listen, once. @param failure null when it went well or was cancelled */
    public void ended(Throwable failure) {
        if (listeners.isEmpty() || !over.compareAndSet(false, true)) {
            return;
        }
        StatementRun run = new StatementRun(dataSource, statement, options, inTransaction, server, started,
                waited < 0 ? System.nanoTime() - started : waited, answered, mapped, rows, failure, request);
        Listeners.ended(listeners, run);
    }
}
