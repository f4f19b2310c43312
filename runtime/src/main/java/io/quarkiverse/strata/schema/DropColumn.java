package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A column is dropped.
 *
 * @param was its definition, or null when that isn't known
 * @param ifExists nothing happens when it isn't there
 * @param cascade views and the like that use it are dropped too
 */
public record DropColumn(String table, String column, Column was, boolean ifExists,
        boolean cascade) implements SchemaChange {

    static DropColumn of(String table, String column, Column was) {
        return new DropColumn(table, column, was, false, false);
    }

    @Override
    public List<String> sql() {
        return List.of("ALTER TABLE " + Names.qualified(table) + " DROP COLUMN " + (ifExists ? "IF EXISTS " : "")
                + Names.quote(column) + (cascade ? " CASCADE" : ""));
    }

    @Override
    public Reverse reverse() {
        if (was == null) {
            return Reverse.none("the column's definition isn't known",
                    "give it: dropColumn(\"" + column + "\", was -> was.text(\"" + column + "\")), or override down()");
        }
        return ifExists ? Reverse.perhapsThere()
                : Reverse.losing("the values of " + table + "." + column
                        + (cascade ? " and what was dropped together with it" : ""), AddColumn.of(table, was));
    }

    @Override
    public List<Hazard> hazards() {
        return List.of(Hazard.of(Hazard.Kind.LOSES_DATA, table, "a copy of " + column + "'s values"),
                Hazard.of(Hazard.Kind.BREAKS_RUNNING_CODE, table, "instances that don't use " + column
                        + " any more, everywhere"));
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("column", column).value("was", was).flag("ifExists", ifExists)
                .flag("cascade", cascade);
    }
}
