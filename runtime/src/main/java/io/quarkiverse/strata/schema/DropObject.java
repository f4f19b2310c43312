package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A type, domain, schema or extension is dropped; the server refuses while something uses it.
 *
 * @param was how it was made, or null when that isn't known
 */
public record DropObject(Kind kind, String name, SchemaChange was) implements SchemaChange {

    /** What is dropped. */
    public enum Kind {
        TYPE,
        DOMAIN,
        SCHEMA,
        EXTENSION
    }

    @Override
    public List<String> sql() {
        return List.of("DROP " + kind + " " + Names.qualified(name));
    }

    @Override
    public Reverse reverse() {
        return was == null ? Reverse.none("how it was made isn't known", "override down()") : Reverse.by(was);
    }

    @Override
    public void describe(Canonical out) {
        out.value("kind", kind).value("name", name).value("was", was);
    }
}
