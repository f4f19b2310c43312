package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A table is dropped.
 *
 * @param was how it was made, or null when that isn't known
 * @param ifExists nothing happens when it isn't there
 * @param cascade views and foreign keys that use it are dropped too
 */
public record DropTable(String table, CreateTable was, boolean ifExists, boolean cascade) implements SchemaChange {

    static DropTable of(String table, CreateTable was) {
        return new DropTable(table, was, false, false);
    }

    @Override
    public List<String> sql() {
        return List.of("DROP TABLE " + (ifExists ? "IF EXISTS " : "") + Names.qualified(table) + (cascade ? " CASCADE" : ""));
    }

    @Override
    public Reverse reverse() {
        if (was == null) {
            return Reverse.none("the table's definition isn't known",
                    "give it: dropTable(\"" + table + "\", table -> …), or override down()");
        }
        return ifExists ? Reverse.perhapsThere()
                : Reverse.losing("the rows of " + table + (cascade ? " and what was dropped together with it" : ""), was);
    }

    @Override
    public List<Hazard> hazards() {
        return List.of(Hazard.of(Hazard.Kind.LOSES_DATA, table, "a copy of its rows"),
                Hazard.of(Hazard.Kind.BREAKS_RUNNING_CODE, table, "instances that don't use it any more, everywhere"));
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("was", was).flag("ifExists", ifExists).flag("cascade", cascade);
    }
}
