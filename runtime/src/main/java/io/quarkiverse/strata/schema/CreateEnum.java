package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * An enum type is created.
 *
 * @param labels in their order
 * @param fromClass the labels are the constants of this Java enum, null where the author listed them. Then they are no part of
 *        the checksum: the enum grows, and the migration that first used it stays the same
 */
public record CreateEnum(String name, List<String> labels, String fromClass) implements SchemaChange {

    public CreateEnum {
        labels = List.copyOf(labels);
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE TYPE " + Names.qualified(name) + " AS ENUM (" + Literals.texts(labels) + ")");
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(ObjectKind.TYPE, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).flag("fromClass", fromClass != null).texts("labels", fromClass == null ? labels : List.of());
    }
}
