package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/** A table from a query. Each method changes this builder and returns it. */
public final class TableAsBuilder {

    private final String table;
    private final String query;
    private final List<String> parameters = new ArrayList<>();
    private TableOptions.Kind kind = TableOptions.Kind.ORDINARY;
    private boolean ifNotExists;
    private boolean noData;

    TableAsBuilder(String table, String query) {
        this.table = table;
        this.query = query;
    }

    /** Only the columns, no rows. */
    public TableAsBuilder withNoData() {
        noData = true;
        return this;
    }

    /** Without a write-ahead log: empty after a crash, and not on standbys. */
    public TableAsBuilder unlogged() {
        kind = TableOptions.Kind.UNLOGGED;
        return this;
    }

    /** Nothing happens when there is a table of that name; then {@code down} can't be derived. */
    public TableAsBuilder ifNotExists() {
        ifNotExists = true;
        return this;
    }

    /** A storage parameter, {@code with("fillfactor", 70)}. */
    public TableAsBuilder with(String parameter, Object value) {
        parameters.add(Parameters.of(parameter, value));
        return this;
    }

    CreateTableAs build() {
        return new CreateTableAs(table, query, noData, new TableOptions(kind, null, ifNotExists, null, List.of(), List.of(),
                null, parameters, null));
    }
}
