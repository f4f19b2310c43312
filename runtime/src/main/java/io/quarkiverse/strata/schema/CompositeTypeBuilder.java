package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/** The attributes of a composite type. Each method changes this builder and returns it. */
public final class CompositeTypeBuilder {

    private final List<Attribute> attributes = new ArrayList<>();

    CompositeTypeBuilder() {
    }

    /**
     * A further attribute.
     *
     * @param type its type as PostgreSQL writes it
     */
    public CompositeTypeBuilder attribute(String name, String type) {
        attributes.add(new Attribute(name, type, null));
        return this;
    }

    /** A further attribute with a collation. */
    public CompositeTypeBuilder attribute(String name, String type, String collation) {
        attributes.add(new Attribute(name, type, collation));
        return this;
    }

    CreateCompositeType build(String name) {
        return new CreateCompositeType(name, attributes);
    }
}
