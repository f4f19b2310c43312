package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/** What a materialized view is like. Each method changes this builder and returns it. */
public final class MaterializedViewBuilder {

    private final String name;
    private final String query;
    private List<String> columns = List.of();
    private boolean ifNotExists;
    private boolean noData;
    private final List<String> parameters = new ArrayList<>();
    private String tablespace;

    MaterializedViewBuilder(String name, String query) {
        this.name = name;
        this.query = query;
    }

    /** The names of its columns, where they aren't those of the query. */
    public MaterializedViewBuilder columns(String... names) {
        columns = List.of(names);
        return this;
    }

    /** Nothing happens when there is one of that name; then {@code down} can't be derived. */
    public MaterializedViewBuilder ifNotExists() {
        ifNotExists = true;
        return this;
    }

    /** The query doesn't run now; the view can't be read before it is refreshed. */
    public MaterializedViewBuilder withNoData() {
        noData = true;
        return this;
    }

    /** A storage parameter. */
    public MaterializedViewBuilder with(String parameter, Object value) {
        parameters.add(Parameters.of(parameter, value));
        return this;
    }

    /** Where it is stored. */
    public MaterializedViewBuilder tablespace(String tablespace) {
        this.tablespace = tablespace;
        return this;
    }

    CreateMaterializedView build() {
        return new CreateMaterializedView(name, query, columns, ifNotExists, noData, parameters, tablespace);
    }
}
