package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A role is created in the server, for all databases of it.
 *
 * @param attributes {@code LOGIN}, {@code CREATEDB} and so on, in SQL's words
 * @param memberOf roles whose rights it has
 */
public record CreateRole(String name, List<String> attributes, List<String> memberOf) implements SchemaChange {

    public CreateRole {
        attributes = List.copyOf(attributes);
        memberOf = List.copyOf(memberOf);
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE ROLE " + Names.quote(name)
                + (attributes.isEmpty() ? "" : " " + String.join(" ", attributes))
                + (memberOf.isEmpty() ? "" : " IN ROLE " + Names.roles(memberOf)));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(ObjectKind.ROLE, name, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).texts("attributes", attributes).texts("memberOf", memberOf);
    }
}
