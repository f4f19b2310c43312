package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.function.Consumer;

/** How an object is dropped. Each method changes this builder and returns it. */
public final class DropBuilder {

    private final ObjectName object;
    private boolean ifExists;
    private boolean cascade;
    private List<SchemaChange> was = List.of();

    DropBuilder(ObjectName object) {
        this.object = object;
    }

    /** Nothing happens when it isn't there; then {@code down} can't be derived. */
    public DropBuilder ifExists() {
        ifExists = true;
        return this;
    }

    /** What uses it is dropped too, and isn't brought back by {@code down}. */
    public DropBuilder cascade() {
        cascade = true;
        return this;
    }

    /** How it was made, so that {@code down} can make it again: {@code was(schema -> schema.createView("v", "…"))}. */
    public DropBuilder was(Consumer<Schema> definition) {
        was = Schema.record(definition).changes();
        return this;
    }

    DropObject build() {
        return new DropObject(object, ifExists, cascade, was);
    }
}
