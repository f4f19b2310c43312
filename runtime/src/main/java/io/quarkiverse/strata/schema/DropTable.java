package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A table is dropped.
 *
 * @param was how it was made, or null when that isn't known
 */
public record DropTable(String table, CreateTable was) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("DROP TABLE " + Names.qualified(table));
    }

    @Override
    public Reverse reverse() {
        return was == null
                ? Reverse.none("the table's definition isn't known",
                        "give it: dropTable(\"" + table + "\", table -> …), or override down()")
                : Reverse.losing("the rows of " + table, was);
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("was", was);
    }
}
