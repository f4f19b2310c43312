package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A policy of row-level security is created.
 *
 * @param restrictive it must be met besides the permissive ones
 * @param command for which command, or null for all
 * @param roles for whom; empty for all
 * @param using which rows are seen, SQL, or null
 * @param check which rows may be written, SQL, or null
 */
public record CreatePolicy(String name, String table, boolean restrictive, Command command, List<String> roles, String using,
        String check) implements SchemaChange {

    /** The commands of policies. */
    public enum Command {
        SELECT,
        INSERT,
        UPDATE,
        DELETE
    }

    public CreatePolicy {
        roles = List.copyOf(roles);
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE POLICY " + Names.quote(name) + " ON " + Names.qualified(table)
                + (restrictive ? " AS RESTRICTIVE" : "") + (command == null ? "" : " FOR " + command)
                + (roles.isEmpty() ? "" : " TO " + Names.roles(roles)) + (using == null ? "" : " USING (" + using + ")")
                + (check == null ? "" : " WITH CHECK (" + check + ")"));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(DropObject.of(ObjectName.of(ObjectKind.POLICY, name, table), this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("table", table).flag("restrictive", restrictive).value("command", command)
                .texts("roles", roles).value("using", using).value("check", check);
    }
}
