package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * An index is dropped.
 *
 * @param index its name, {@code schema.name} where it isn't in the current schema
 * @param concurrently without blocking the table, outside a transaction
 * @param was how it was made, or null when that isn't known
 * @param ifExists nothing happens when it isn't there
 * @param cascade foreign keys that use it are dropped too
 */
public record DropIndex(String index, boolean concurrently, CreateIndex was, boolean ifExists,
        boolean cascade) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("DROP INDEX " + (concurrently ? "CONCURRENTLY " : "") + (ifExists ? "IF EXISTS " : "")
                + Names.qualified(index) + (cascade ? " CASCADE" : ""));
    }

    @Override
    public Reverse reverse() {
        if (was == null) {
            return Reverse.none("the index's definition isn't known",
                    "give it: dropIndex(\"" + index + "\").was(\"table\", \"column\"), or override down()");
        }
        return ifExists ? Reverse.perhapsThere()
                : cascade ? Reverse.losing("what was dropped together with " + index, was) : Reverse.by(was);
    }

    @Override
    public boolean transactional() {
        return !concurrently;
    }

    @Override
    public void describe(Canonical out) {
        out.value("index", index).flag("concurrently", concurrently).value("was", was).flag("ifExists", ifExists)
                .flag("cascade", cascade);
    }
}
