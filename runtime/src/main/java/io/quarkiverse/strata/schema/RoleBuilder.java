package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * What a role may do. There is no password here: migrations stand in version control, and the server logs their statements.
 * Each method changes this builder and returns it.
 */
public final class RoleBuilder {

    private final String name;
    private final List<String> attributes = new ArrayList<>();
    private List<String> memberOf = List.of();

    RoleBuilder(String name) {
        this.name = name;
    }

    /** May connect. */
    public RoleBuilder login() {
        return attribute("LOGIN");
    }

    /** Has the rights of roles that it is a member of only after {@code SET ROLE}. */
    public RoleBuilder noInherit() {
        return attribute("NOINHERIT");
    }

    /** May create databases. */
    public RoleBuilder createDatabases() {
        return attribute("CREATEDB");
    }

    /** May create roles. */
    public RoleBuilder createRoles() {
        return attribute("CREATEROLE");
    }

    /** Policies don't hold for it. */
    public RoleBuilder bypassRowLevelSecurity() {
        return attribute("BYPASSRLS");
    }

    /** How many connections it may have. */
    public RoleBuilder connectionLimit(int connections) {
        return attribute("CONNECTION LIMIT " + connections);
    }

    /** Has the rights of these roles. */
    public RoleBuilder memberOf(String... roles) {
        memberOf = List.of(roles);
        return this;
    }

    private RoleBuilder attribute(String attribute) {
        attributes.add(attribute);
        return this;
    }

    CreateRole build() {
        return new CreateRole(name, attributes, memberOf);
    }
}
