package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A materialized view's rows are computed anew.
 *
 * @param concurrently while it is read; it needs a unique index
 */
public record RefreshMaterializedView(String name, boolean concurrently) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("REFRESH MATERIALIZED VIEW " + (concurrently ? "CONCURRENTLY " : "") + Names.qualified(name));
    }

    @Override
    public Reverse reverse() {
        return Reverse.nothing();
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).flag("concurrently", concurrently);
    }
}
