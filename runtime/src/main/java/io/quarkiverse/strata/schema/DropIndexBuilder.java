package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.function.Consumer;

/** How an index is dropped. Each method changes this builder and returns it. */
public final class DropIndexBuilder {

    private final String index;
    private boolean concurrently;
    private IndexBuilder was;
    private boolean ifExists;
    private boolean cascade;

    DropIndexBuilder(String index) {
        this.index = index;
    }

    /** Without blocking the table, outside a transaction: such changes stand alone in a migration. */
    public DropIndexBuilder concurrently() {
        concurrently = true;
        return this;
    }

    /** Nothing happens when it isn't there; then {@code down} can't be derived. */
    public DropIndexBuilder ifExists() {
        ifExists = true;
        return this;
    }

    /** Foreign keys that use it are dropped too, and aren't brought back by {@code down}. */
    public DropIndexBuilder cascade() {
        cascade = true;
        return this;
    }

    /** What the index was, so that {@code down} can make it again. */
    public DropIndexBuilder was(String table, String... columns) {
        return was(table, index -> List.of(columns).forEach(index::column));
    }

    /** What the index was, so that {@code down} can make it again. */
    public DropIndexBuilder was(String table, Consumer<IndexBuilder> definition) {
        was = new IndexBuilder(table, List.of()).name(Names.simple(index));
        definition.accept(was);
        return this;
    }

    DropIndex build() {
        if (was != null && concurrently) {
            was.concurrently();
        }
        return new DropIndex(index, concurrently, was == null ? null : was.build(), ifExists, cascade);
    }
}
