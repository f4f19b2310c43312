package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A column is dropped.
 *
 * @param was its definition, or null when that isn't known
 */
public record DropColumn(String table, String column, Column was) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("ALTER TABLE " + Names.qualified(table) + " DROP COLUMN " + Names.quote(column));
    }

    @Override
    public Reverse reverse() {
        return was == null
                ? Reverse.none("the column's definition isn't known",
                        "give it: dropColumn(\"" + column + "\", was -> was.text(\"" + column + "\")), or override down()")
                : Reverse.losing("the values of " + table + "." + column, new AddColumn(table, was));
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("column", column).value("was", was);
    }
}
