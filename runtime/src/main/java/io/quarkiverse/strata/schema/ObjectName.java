package io.quarkiverse.strata.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An object by its kind and name.
 *
 * @param name its name, {@code schema.name} where it isn't in the current schema
 * @param table the table that it is part of (columns, constraints, triggers, policies), or null
 * @param arguments the types of its arguments (functions, procedures, aggregates); null where the name alone tells it
 */
public record ObjectName(ObjectKind kind, String name, String table, List<String> arguments) implements Described {

    private static final Set<ObjectKind> PARTS = EnumSet.of(ObjectKind.COLUMN, ObjectKind.CONSTRAINT, ObjectKind.TRIGGER,
            ObjectKind.POLICY);

    public ObjectName {
        arguments = arguments == null ? null : List.copyOf(arguments);
        if (PARTS.contains(kind) != (table != null)) {
            throw new IllegalArgumentException("STRATA-3104: " + kind.words() + " " + name + (table == null
                    ? " is part of a table: use the method that takes both names, such as renameTrigger or commentOnPolicy"
                    : " isn't part of a table"));
        }
    }

    static ObjectName of(ObjectKind kind, String name) {
        return new ObjectName(kind, name, null, null);
    }

    static ObjectName of(ObjectKind kind, String name, String table) {
        return new ObjectName(kind, name, table, null);
    }

    /** The kind and the name, as they stand behind {@code DROP} and {@code COMMENT ON}. */
    String sql() {
        if (kind == ObjectKind.COLUMN) {
            return "COLUMN " + Names.qualified(table) + "." + Names.quote(name);
        }
        if (table != null) {
            return kind.sql() + " " + Names.quote(name) + " ON " + Names.qualified(table);
        }
        return kind.sql() + " " + signature();
    }

    /** The name with its arguments, if it has any. */
    String signature() {
        return Names.qualified(name)
                + (arguments == null ? ""
                        : "(" + String.join(", ",
                                arguments.stream().map(type -> type.equals("*") ? type : Types.check(type)).toList()) + ")");
    }

    @Override
    public void describe(Canonical out) {
        out.value("kind", kind).value("name", name).value("table", table)
                .texts("arguments", arguments == null ? List.of() : arguments);
    }
}
