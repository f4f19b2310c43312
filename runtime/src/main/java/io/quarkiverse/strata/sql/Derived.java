package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * A sub-query in FROM, {@code (SELECT …) AS name}.
 *
 * @param query the statement
 * @param name its alias, null for none (PostgreSQL 16)
 * @param columns names for its columns, empty for their own
 * @param lateral whether it sees the FROM items before it
 * @param rowType the record whose columns it has, null when unknown
 */
public record Derived(Node query, String name, List<String> columns, boolean lateral, Class<?> rowType) implements FromItem {

    public Derived {
        if (name != null) {
            Identifiers.check(name, "as");
        }
    }

    static Derived of(Query<?> query, boolean lateral, String name) {
        return new Derived(Part.of(query), name, List.of(), lateral,
                query.shape().kind() == Shape.Kind.RECORD ? query.shape().type() : null);
    }

    /** The same with names for its columns. */
    public Derived columns(String first, String... more) {
        return new Derived(query, name, NamedColumns.bare("columns", first, more), lateral, null);
    }

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        Scope scope = scoped.scope();
        writer.sql(lateral ? "LATERAL (" : "(");
        scoped.within(lateral || scope == null ? scope : scope.outer(), () -> scoped.inside(() -> writer.node(query)));
        writer.sql(")");
        if (name == null) {
            scoped.requires("a sub-query in FROM without a name", 16);
        } else {
            writer.sql(" AS ").identifier(name);
        }
        if (!columns.isEmpty()) {
            writer.sql(" (");
            Lists.names(writer, columns);
            writer.sql(")");
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
