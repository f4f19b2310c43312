package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A domain, a type with a condition, is created.
 *
 * @param type the type below it, as SQL
 * @param check the condition on {@code VALUE}, SQL, or null
 */
public record CreateDomain(String name, String type, String check) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("CREATE DOMAIN " + Names.qualified(name) + " AS " + Types.check(type)
                + (check == null ? "" : " CHECK (" + check + ")"));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(new DropObject(DropObject.Kind.DOMAIN, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("type", type).value("check", check);
    }
}
