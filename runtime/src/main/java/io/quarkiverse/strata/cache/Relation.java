package io.quarkiverse.strata.cache;

import java.util.List;

/**
 * A table or view of the catalog.
 *
 * @param name schema and name with a dot between: what tokens are named after
 * @param kind {@code pg_class.relkind}
 * @param rowSecurity whether policies filter its rows for this role
 * @param triggers the events of its user triggers whose functions aren't PostgreSQL's own (those change the row at hand), as
 *        bits of {@code pg_trigger.tgtype}
 * @param rules whether it has rules that rewrite statements
 * @param key the primary key's columns, empty when it has none whose values can name a row
 * @param definition a view's SELECT, null for others and where it couldn't be read
 * @param callsFunctions whether a view calls functions that aren't PostgreSQL's own
 */
record Relation(String name, char kind, boolean rowSecurity, int triggers, boolean rules, List<KeyColumn> key,
        String definition, boolean callsFunctions) {

    static final int ON_INSERT = 4;
    static final int ON_DELETE = 8;
    static final int ON_UPDATE = 16;
    static final int ON_TRUNCATE = 32;

    /**
     * A column of a primary key.
     *
     * @param type {@code int}, {@code uuid} or {@code text}
     */
    record KeyColumn(String name, String type) {
    }

    Relation defined(String asView) {
        return new Relation(name, kind, rowSecurity, triggers, rules, key, asView, callsFunctions);
    }

    boolean isView() {
        return kind == 'v';
    }

    boolean isForeign() {
        return kind == 'f';
    }
}
