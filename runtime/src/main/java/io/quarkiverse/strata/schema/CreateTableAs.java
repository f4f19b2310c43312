package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A table is created from a query.
 *
 * @param query SQL
 * @param noData only its columns
 */
public record CreateTableAs(String table, String query, boolean noData, TableOptions options) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of(options.create() + Names.qualified(table) + options.behind("") + " AS " + query
                + (noData ? "\nWITH NO DATA" : ""));
    }

    @Override
    public Reverse reverse() {
        Reverse reverse = options.reverse();
        return reverse == null ? Reverse.by(DropTable.of(table, null)) : reverse;
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("query", query).flag("noData", noData)
                .value("options", options.equals(TableOptions.NONE) ? null : options);
    }
}
