package io.quarkiverse.strata.schema;

import java.util.List;

/** An extension of the server is installed in the database, if it isn't there. */
public record CreateExtension(String name) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("CREATE EXTENSION IF NOT EXISTS " + Names.quote(name));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(new DropObject(DropObject.Kind.EXTENSION, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name);
    }
}
