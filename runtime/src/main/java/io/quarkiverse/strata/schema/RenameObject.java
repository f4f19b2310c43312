package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * An object gets another name.
 *
 * @param to its new name, without a schema
 */
public record RenameObject(ObjectName object, String to) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("ALTER " + object.sql() + " RENAME TO " + Names.quote(to));
    }

    @Override
    public Reverse reverse() {
        String name = object.name();
        boolean part = object.table() != null;
        ObjectName renamed = new ObjectName(object.kind(), part ? to : Names.beside(name, to), object.table(),
                object.arguments());
        return Reverse.by(new RenameObject(renamed, part ? name : Names.simple(name)));
    }

    @Override
    public void describe(Canonical out) {
        object.describe(out);
        out.value("to", to);
    }
}
