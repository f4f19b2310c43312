package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rights are granted or revoked.
 *
 * @param revoke they are taken away
 * @param privileges on the whole object
 * @param columns on some columns of tables
 * @param target on what
 * @param roles to whom or from whom
 * @param grantOption they may be handed on; for {@code revoke} only that is taken away
 * @param cascade what was handed on is taken away too
 */
public record Grant(boolean revoke, List<Privilege> privileges, List<OnColumns> columns, Target target, List<String> roles,
        boolean grantOption, boolean cascade) implements SchemaChange {

    /** A right on some columns. */
    public record OnColumns(Privilege privilege, List<String> columns) implements Described {
        public OnColumns {
            columns = List.copyOf(columns);
        }

        @Override
        public void describe(Canonical out) {
            out.value("privilege", privilege).texts("columns", columns);
        }
    }

    /**
     * On what rights are granted.
     *
     * @param scope one object, all there are, or all that will be made
     * @param object its name; null for all objects
     * @param schema where all the objects are; null for one object, or for future ones anywhere
     */
    public record Target(Scope scope, ObjectKind kind, ObjectName object, String schema) implements Described {

        /** How many objects. */
        public enum Scope {
            ONE,
            ALL,
            FUTURE
        }

        String sql() {
            return switch (scope) {
                case ONE -> kind.sql() + " " + object.signature();
                case ALL -> "ALL " + kind.sql() + "S IN SCHEMA " + Names.quote(schema);
                case FUTURE -> kind.sql() + "S";
            };
        }

        String prefix() {
            return scope != Scope.FUTURE ? ""
                    : "ALTER DEFAULT PRIVILEGES " + (schema == null ? "" : "IN SCHEMA " + Names.quote(schema) + " ");
        }

        @Override
        public void describe(Canonical out) {
            out.value("scope", scope == Scope.ONE ? null : scope).value("kind", kind).value("object", object)
                    .value("schema", schema);
        }
    }

    public Grant {
        privileges = List.copyOf(privileges);
        columns = List.copyOf(columns);
        roles = List.copyOf(roles);
    }

    @Override
    public List<String> sql() {
        List<String> rights = new ArrayList<>(privileges.stream().map(Privilege::name).toList());
        columns.forEach(some -> rights.add(some.privilege() + " " + Names.columns(some.columns())));
        String what = rights.stream().collect(Collectors.joining(", ")) + " ON " + target.sql();
        return List.of(target.prefix() + (revoke
                ? "REVOKE " + (grantOption ? "GRANT OPTION FOR " : "") + what + " FROM " + Names.roles(roles)
                        + (cascade ? " CASCADE" : "")
                : "GRANT " + what + " TO " + Names.roles(roles) + (grantOption ? " WITH GRANT OPTION" : "")));
    }

    @Override
    public Reverse reverse() {
        boolean all = privileges.contains(Privilege.ALL)
                || columns.stream().anyMatch(some -> some.privilege() == Privilege.ALL);
        if (target.scope() == Target.Scope.ALL || revoke && (cascade || all)) {
            return Reverse.none("which rights there were isn't known", "override down()");
        }
        Grant reverse = new Grant(!revoke, privileges, columns, target, roles, revoke && grantOption, false);
        return revoke ? Reverse.by(reverse) : Reverse.losing("rights there were before", reverse);
    }

    @Override
    public List<Requirement> requirements() {
        return Requirement.when(privileges.contains(Privilege.MAINTAIN), 17, "MAINTAIN");
    }

    @Override
    public void describe(Canonical out) {
        out.flag("revoke", revoke).texts("privileges", privileges.stream().map(Privilege::name).toList())
                .list("columns", columns).value("target", target).texts("roles", roles).flag("grantOption", grantOption)
                .flag("cascade", cascade);
    }
}
