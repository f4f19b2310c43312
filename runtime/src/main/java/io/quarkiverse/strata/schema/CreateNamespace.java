package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A schema, PostgreSQL's namespace of tables and types, is created.
 *
 * @param owner whose it is; null for the migrations' role
 * @param ifNotExists nothing happens when it is there
 */
public record CreateNamespace(String name, String owner, boolean ifNotExists) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("CREATE SCHEMA " + (ifNotExists ? "IF NOT EXISTS " : "") + Names.quote(name)
                + (owner == null ? "" : " AUTHORIZATION " + Names.role(owner)));
    }

    @Override
    public Reverse reverse() {
        return ifNotExists ? Reverse.perhapsMade() : Reverse.by(DropObject.of(ObjectKind.SCHEMA, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("owner", owner).flag("ifNotExists", ifNotExists);
    }
}
