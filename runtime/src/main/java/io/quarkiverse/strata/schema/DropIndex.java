package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * An index is dropped.
 *
 * @param index its name, {@code schema.name} where it isn't in the current schema
 * @param concurrently without blocking the table, outside a transaction
 * @param was how it was made, or null when that isn't known
 */
public record DropIndex(String index, boolean concurrently, CreateIndex was) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("DROP INDEX " + (concurrently ? "CONCURRENTLY " : "") + Names.qualified(index));
    }

    @Override
    public Reverse reverse() {
        return was == null
                ? Reverse.none("the index's definition isn't known",
                        "give it: dropIndex(\"" + index + "\").was(\"table\", \"column\"), or override down()")
                : Reverse.by(was);
    }

    @Override
    public boolean transactional() {
        return !concurrently;
    }

    @Override
    public void describe(Canonical out) {
        out.value("index", index).flag("concurrently", concurrently).value("was", was);
    }
}
