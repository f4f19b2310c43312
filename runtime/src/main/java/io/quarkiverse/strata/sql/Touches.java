package io.quarkiverse.strata.sql;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a statement reads and changes, as far as its text tells: names as written, not looked up in any catalog. What hides
 * behind a name (a view's tables, triggers, cascading foreign keys) isn't in it.
 *
 * @param reads the tables and views that it reads, each name in its parts
 * @param writes the tables that it changes
 * @param localNames its common table expressions: among {@code reads} they are tables only where the database has one
 * @param opaqueReads the part whose reading can't be seen, null when all can be
 * @param opaqueWrites whether it may change tables that can't be seen
 * @param changesSchema whether it may be DDL
 * @param unstable the part whose value isn't decided by tables and parameters alone, like {@code now}; null when all is
 * @param key for a statement about rows with certain values in one table: its columns and the places of their values in
 *        {@link Rendered#parameters()}; empty for any other
 */
public record Touches(Set<List<String>> reads, Set<Write> writes, Set<String> localNames, String opaqueReads,
        boolean opaqueWrites, boolean changesSchema, String unstable, Map<String, Integer> key) {

    /** How a table is changed. */
    public enum Action {
        INSERT,
        UPDATE,
        /** INSERT or UPDATE. */
        UPSERT,
        DELETE,
        /** Nobody said how. */
        ANY
    }

    /**
     * One table that is changed.
     *
     * @param table its name in its parts
     * @param action how
     */
    public record Write(List<String> table, Action action) {
    }

    /** Of a statement of which nothing is known but whether it writes. */
    static Touches unknown(boolean writes) {
        return new Touches(Set.of(), Set.of(), Set.of(), "a statement of its own kind", writes, writes, null, Map.of());
    }
}
