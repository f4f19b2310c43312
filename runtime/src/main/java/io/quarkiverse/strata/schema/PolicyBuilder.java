package io.quarkiverse.strata.schema;

import java.util.List;

/** What a policy is like. Each method changes this builder and returns it. */
public final class PolicyBuilder {

    private final String name;
    private final String table;
    private boolean restrictive;
    private CreatePolicy.Command command;
    private List<String> roles = List.of();
    private String using;
    private String check;

    PolicyBuilder(String name, String table) {
        this.name = name;
        this.table = table;
    }

    /** Must be met besides one of the permissive policies. */
    public PolicyBuilder restrictive() {
        restrictive = true;
        return this;
    }

    /** Only for this command; for all when not called. */
    public PolicyBuilder forCommand(CreatePolicy.Command command) {
        this.command = command;
        return this;
    }

    /** Only for these roles; for all when not called. */
    public PolicyBuilder to(String... roles) {
        this.roles = List.of(roles);
        return this;
    }

    /** Which rows are seen, SQL; and which may be written unless {@link #withCheck} says otherwise. */
    public PolicyBuilder using(String sql) {
        using = sql;
        return this;
    }

    /** Which rows may be written, SQL. */
    public PolicyBuilder withCheck(String sql) {
        check = sql;
        return this;
    }

    CreatePolicy build() {
        return new CreatePolicy(name, table, restrictive, command, roles, using, check);
    }
}
