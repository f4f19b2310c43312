package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of SQL text as an expression or condition, {@code raw("length BETWEEN :low AND :high").bind("low", 60)}. It stands
 * in parentheses wherever it is a part of something larger. Values come in through {@code :name} alone: never build the text
 * from what came from outside the program.
 */
public final class Raw implements Expression<Object>, Condition {

    private final Fragment fragment;
    private final Map<String, Object> values;

    private final List<List<String>> tables;

    private Raw(Fragment fragment, Map<String, Object> values, List<List<String>> tables) {
        this.fragment = fragment;
        this.values = values;
        this.tables = tables;
    }

    static Raw of(String text) {
        return new Raw(Fragment.parse(text), Map.of(), null);
    }

    /** Gives a named place its value; a list becomes one array parameter. Places left open are bound on the statement. */
    public Raw bind(String name, Object given) {
        if (!fragment.names().contains(name)) {
            throw Misuse.of(1110, "the SQL text has no parameter :" + name + ". "
                    + (fragment.names().isEmpty() ? "It has none." : "It has :" + String.join(", :", fragment.names()) + "."));
        }
        Object value = given instanceof Collection<?> list ? Collections.unmodifiableList(new ArrayList<>(list)) : given;
        new Place(new Parameter(name, null, null, true, null), CastRule.ALWAYS, null).bind(value);
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value);
        return new Raw(fragment, more, tables);
    }

    /**
     * Says which tables the text reads, so that a result can be cached: needed where it has a sub-query or calls a function
     * that isn't PostgreSQL's own. Its value must depend on these tables and its parameters alone.
     *
     * @param names the tables; none when it reads none
     */
    public Raw reads(String... names) {
        return new Raw(fragment, values, Arrays.stream(names).map(Identifiers::table).toList());
    }

    @Override
    public Class<Object> javaType() {
        return Object.class;
    }

    @Override
    public Precedence precedence() {
        return Precedence.OPEN;
    }

    @Override
    public Aliased<Object> as(String label) {
        return Expression.super.as(label);
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        scoped.touching().marksText(fragment);
        if (!fragment.reads()) {
            scoped.touching().changesOrLocks();
        }
        touch(scoped.touching());
        scoped.withBindings(values, () -> fragment.writeTo(writer));
    }

    private void touch(Touching touching) {
        if (fragment.unstable() != null) {
            touching.uses(fragment.unstable());
        }
        if (tables != null) {
            tables.forEach(touching::reads);
        }
        if (!fragment.reads() || tables == null && fragment.opaque() != null) {
            touching.opaque(fragment.opaque() == null ? "raw(…)" : "raw(…) with " + fragment.opaque(), !fragment.reads());
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
