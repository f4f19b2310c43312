package io.quarkiverse.strata.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.sql.Statement;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * What one transaction, or one write outside of any, has sent that may change data; a part that was rolled back to a savepoint
 * is in it too.
 */
public final class Writes {

    private final String dataSource;
    private final Context request;
    private final List<Statement> statements = new ArrayList<>();
    private Map<Object, Object> notes = Map.of();

    /** Made on the caller's Vert.x context, before anything is sent. */
    public Writes(String dataSource) {
        this.dataSource = dataSource;
        Context current = Vertx.currentContext();
        this.request = current != null && VertxContext.isDuplicatedContext(current) ? current : null;
    }

    public String dataSource() {
        return dataSource;
    }

    /** The request that the writes belong to, as its duplicated Vert.x context; null outside of any. */
    public Context request() {
        return request;
    }

    public synchronized void add(Statement statement) {
        statements.add(statement);
    }

    public synchronized List<Statement> statements() {
        return List.copyOf(statements);
    }

    public synchronized boolean isEmpty() {
        return statements.isEmpty();
    }

    /** What a listener wants to find again at the end, under a key of its own; null when there is none. */
    public synchronized Object note(Object key) {
        return notes.get(key);
    }

    /** Keeps something for {@link #note}. */
    public synchronized void note(Object key, Object value) {
        if (notes.isEmpty()) {
            notes = new HashMap<>();
        }
        notes.put(key, value);
    }
}
