package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.stream.Collectors;

/** A composite type is created. */
public record CreateCompositeType(String name, List<Attribute> attributes) implements SchemaChange {

    public CreateCompositeType {
        attributes = List.copyOf(attributes);
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE TYPE " + Names.qualified(name) + " AS "
                + attributes.stream().map(Attribute::sql).collect(Collectors.joining(", ", "(", ")")));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(ObjectKind.TYPE, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).list("attributes", attributes);
    }
}
