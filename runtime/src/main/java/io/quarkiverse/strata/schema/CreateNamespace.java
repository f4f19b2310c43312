package io.quarkiverse.strata.schema;

import java.util.List;

/** A schema, PostgreSQL's namespace of tables and types, is created. */
public record CreateNamespace(String name) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("CREATE SCHEMA " + Names.quote(name));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(new DropObject(DropObject.Kind.SCHEMA, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name);
    }
}
