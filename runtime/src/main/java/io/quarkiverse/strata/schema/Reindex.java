package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * Indexes are built anew.
 *
 * @param kind an index, or a table with all of its indexes
 * @param concurrently while the table is written, outside a transaction
 */
public record Reindex(ObjectKind kind, String name, boolean concurrently) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("REINDEX " + kind.sql() + " " + (concurrently ? "CONCURRENTLY " : "") + Names.qualified(name));
    }

    @Override
    public Reverse reverse() {
        return Reverse.nothing();
    }

    @Override
    public List<Hazard> hazards() {
        return concurrently ? List.of()
                : List.of(Hazard.of(Hazard.Kind.BLOCKS_WRITES, name, "concurrently, in a migration of its own"));
    }

    @Override
    public boolean transactional() {
        return !concurrently;
    }

    @Override
    public void describe(Canonical out) {
        out.value("kind", kind).value("name", name).flag("concurrently", concurrently);
    }
}
