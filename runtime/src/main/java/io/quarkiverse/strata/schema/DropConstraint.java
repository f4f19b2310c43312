package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A constraint is dropped.
 *
 * @param was the constraint, or null when it isn't known
 */
public record DropConstraint(String table, String name, Constraint was) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("ALTER TABLE " + Names.qualified(table) + " DROP CONSTRAINT " + Names.quote(name));
    }

    @Override
    public Reverse reverse() {
        return was == null
                ? Reverse.none("the constraint's definition isn't known",
                        "give it: dropConstraint(\"" + name + "\", was -> …), or override down()")
                : Reverse.by(new AddConstraint(table, was));
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("name", name).list("was", was == null ? List.of() : List.of(was));
    }
}
