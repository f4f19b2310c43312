package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A domain, a type with a condition, is created.
 *
 * @param type the type below it, as SQL
 * @param check the condition on {@code VALUE}, SQL, or null
 * @param collation or null
 * @param defaultValue or null
 * @param notNull whether it can't be null
 * @param checks further conditions, with names
 */
public record CreateDomain(String name, String type, String check, String collation, ColumnDefault defaultValue,
        boolean notNull, List<Constraint> checks) implements SchemaChange {

    public CreateDomain {
        checks = List.copyOf(checks);
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE DOMAIN " + Names.qualified(name) + " AS " + Types.check(type)
                + (collation == null ? "" : " COLLATE " + Names.qualified(collation))
                + (defaultValue == null ? "" : " DEFAULT " + defaultValue.sql()) + (notNull ? " NOT NULL" : "")
                + (check == null ? "" : " CHECK (" + check + ")")
                + checks.stream().map(constraint -> " " + constraint.sql()).collect(Collectors.joining()));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(ObjectKind.DOMAIN, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("type", type).value("check", check).value("collation", collation)
                .value("default", defaultValue).flag("notNull", notNull).list("checks", checks);
    }
}
