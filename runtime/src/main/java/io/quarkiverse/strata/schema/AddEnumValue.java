package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A label is added to an enum type, if it isn't there: a database made from nothing has it already when the type was made from
 * the Java enum as it is now. The new label can't be used in the same transaction.
 *
 * @param before the label that it stands before, or null
 * @param after the label that it stands after, or null
 */
public record AddEnumValue(String type, String label, String before, String after) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("ALTER TYPE " + Names.qualified(type) + " ADD VALUE IF NOT EXISTS " + Literals.text(label)
                + (before == null ? "" : " BEFORE " + Literals.text(before))
                + (after == null ? "" : " AFTER " + Literals.text(after)));
    }

    @Override
    public Reverse reverse() {
        return Reverse.none("PostgreSQL can't take a label from an enum type",
                "override down(): leave it empty to keep the label, or rebuild the type there");
    }

    @Override
    public void describe(Canonical out) {
        out.value("type", type).value("label", label).value("before", before).value("after", after);
    }
}
