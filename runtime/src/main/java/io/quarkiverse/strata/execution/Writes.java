package io.quarkiverse.strata.execution;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.strata.sql.Parameter;
import io.quarkiverse.strata.sql.Statement;
import io.quarkiverse.strata.sql.Touches;
import io.vertx.core.Context;

/**
 * What one transaction, or one write outside of any, has sent that may change data; a part that was rolled back to a savepoint
 * is in it too.
 */
public final class Writes {

    private static final int MOST_ROWS = 100;

    private final String dataSource;
    private final Context request;
    private final Map<Touches.Write, Set<Map<String, Object>>> tables = new HashMap<>();
    private boolean any;
    private boolean opaque;
    private boolean changesSchema;
    private Map<Object, Object> notes = Map.of();

    /** Made on the caller's Vert.x context, before anything is sent. */
    public Writes(String dataSource) {
        this.dataSource = dataSource;
        this.request = Requests.current();
    }

    public String dataSource() {
        return dataSource;
    }

    /** The request that the writes belong to, as its duplicated Vert.x context; null outside of any. */
    public Context request() {
        return request;
    }

    public synchronized void add(Statement statement) {
        Touches touches = statement.touches();
        any = true;
        opaque |= touches.opaqueWrites();
        changesSchema |= touches.changesSchema();
        for (Touches.Write write : touches.writes()) {
            Set<Map<String, Object>> rows = tables.get(write);
            if (touches.key().isEmpty() || rows != null && (rows.isEmpty() || rows.size() >= MOST_ROWS)) {
                tables.put(write, Set.of());
            } else {
                tables.computeIfAbsent(write, unseen -> new HashSet<>()).add(key(statement, touches));
            }
        }
    }

    /** Takes over what a part has sent. */
    public void addAll(Writes part) {
        Map<Touches.Write, Set<Map<String, Object>>> written = part.tables();
        boolean unseen = part.isOpaque();
        boolean schema = part.changesSchema();
        boolean some = !part.isEmpty();
        synchronized (this) {
            any |= some;
            opaque |= unseen;
            changesSchema |= schema;
            written.forEach((write, rows) -> tables.merge(write, new HashSet<>(rows), Writes::union));
        }
    }

    private static Set<Map<String, Object>> union(Set<Map<String, Object>> some, Set<Map<String, Object>> others) {
        if (some.isEmpty() || others.isEmpty() || some.size() + others.size() > MOST_ROWS) {
            return new HashSet<>();
        }
        Set<Map<String, Object>> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Map<String, Object> key(Statement statement, Touches touches) {
        List<Parameter> parameters = statement.rendered().parameters();
        Map<String, Object> key = new HashMap<>();
        touches.key().forEach((column, place) -> key.put(column, parameters.get(place).value()));
        return key;
    }

    /** Whether nothing was sent that may change data. */
    public synchronized boolean isEmpty() {
        return !any;
    }

    /**
     * The tables that were named, as they were written, with the rows: each as the values of some of its columns, an empty
     * set for any row of the table. However much is written, it stays small.
     */
    public synchronized Map<Touches.Write, Set<Map<String, Object>>> tables() {
        Map<Touches.Write, Set<Map<String, Object>>> copy = new HashMap<>();
        tables.forEach((table, rows) -> copy.put(table, Set.copyOf(rows)));
        return copy;
    }

    /** Whether tables may have been changed that nobody has named. */
    public synchronized boolean isOpaque() {
        return opaque;
    }

    /** Whether the schema may have been changed. */
    public synchronized boolean changesSchema() {
        return changesSchema;
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
