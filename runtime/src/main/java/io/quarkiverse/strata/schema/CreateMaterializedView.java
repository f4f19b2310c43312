package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A materialized view is created.
 *
 * @param query SQL
 * @param columns the names of its columns; empty for those of the query
 * @param ifNotExists nothing happens when it is there
 * @param noData it can't be read before it is refreshed
 * @param parameters storage parameters
 * @param tablespace where it is stored, or null
 */
public record CreateMaterializedView(String name, String query, List<String> columns, boolean ifNotExists, boolean noData,
        List<String> parameters, String tablespace) implements SchemaChange {

    public CreateMaterializedView {
        columns = List.copyOf(columns);
        parameters = List.copyOf(parameters);
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE MATERIALIZED VIEW " + (ifNotExists ? "IF NOT EXISTS " : "") + Names.qualified(name)
                + (columns.isEmpty() ? "" : " " + Names.columns(columns)) + Parameters.with(parameters)
                + (tablespace == null ? "" : " TABLESPACE " + Names.quote(tablespace)) + " AS " + query
                + (noData ? "\nWITH NO DATA" : ""));
    }

    @Override
    public Reverse reverse() {
        return ifNotExists ? Reverse.perhapsMade() : Reverse.by(DropObject.of(ObjectKind.MATERIALIZED_VIEW, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("query", query).texts("columns", columns).flag("ifNotExists", ifNotExists)
                .flag("noData", noData).texts("parameters", parameters).value("tablespace", tablespace);
    }
}
