package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * An extension of the server is installed in the database, if it isn't there.
 *
 * @param schema where its objects go, or null
 * @param version or null for the server's default
 * @param cascade extensions that it needs are installed too
 */
public record CreateExtension(String name, String schema, String version, boolean cascade) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("CREATE EXTENSION IF NOT EXISTS " + Names.quote(name)
                + (schema == null ? "" : " SCHEMA " + Names.quote(schema))
                + (version == null ? "" : " VERSION " + Literals.text(version)) + (cascade ? " CASCADE" : ""));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(ObjectKind.EXTENSION, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("schema", schema).value("version", version).flag("cascade", cascade);
    }
}
