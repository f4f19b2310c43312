package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.strata.schema.Grant.Target;

/**
 * Rights that are granted or revoked: {@code grant(SELECT, INSERT).onTable("films").to("app")}. Each method changes this
 * builder and returns it.
 */
public final class GrantBuilder {

    private final boolean revoke;
    private final List<Privilege> privileges;
    private final List<Grant.OnColumns> columns = new ArrayList<>();
    private Target target;
    private List<String> roles = List.of();
    private boolean grantOption;
    private boolean cascade;

    GrantBuilder(boolean revoke, List<Privilege> privileges) {
        this.revoke = revoke;
        this.privileges = privileges;
    }

    /** A right on some columns of the table. */
    public GrantBuilder columns(Privilege privilege, String... columns) {
        this.columns.add(new Grant.OnColumns(privilege, List.of(columns)));
        return this;
    }

    /** On a table, a view or a materialized view. */
    public GrantBuilder onTable(String table) {
        return on(ObjectKind.TABLE, table);
    }

    /** On an object: a sequence, a schema, a type, a domain. */
    public GrantBuilder on(ObjectKind kind, String name) {
        target = new Target(Target.Scope.ONE, kind, ObjectName.of(kind, name), null);
        return this;
    }

    /** On a function with these types of arguments. */
    public GrantBuilder onFunction(String name, String... arguments) {
        ObjectName function = new ObjectName(ObjectKind.FUNCTION, name, null, List.of(arguments));
        target = new Target(Target.Scope.ONE, ObjectKind.FUNCTION, function, null);
        return this;
    }

    /** On all tables, sequences or functions that a schema has now. */
    public GrantBuilder onAll(ObjectKind kind, String schema) {
        target = new Target(Target.Scope.ALL, kind, null, schema);
        return this;
    }

    /**
     * On all tables, sequences, functions, types or schemas that the migrations' role will make ({@code ALTER DEFAULT
     * PRIVILEGES}).
     *
     * @param schema in which schema; null for any
     */
    public GrantBuilder onFuture(ObjectKind kind, String schema) {
        target = new Target(Target.Scope.FUTURE, kind, null, schema);
        return this;
    }

    /** To whom; {@code PUBLIC} is everybody. */
    public GrantBuilder to(String... roles) {
        this.roles = List.of(roles);
        return this;
    }

    /** From whom; {@code PUBLIC} is everybody. */
    public GrantBuilder from(String... roles) {
        return to(roles);
    }

    /** They may hand it on. For {@code revoke}: only that is taken away. */
    public GrantBuilder withGrantOption() {
        grantOption = true;
        return this;
    }

    /** What they handed on is taken away too. */
    public GrantBuilder cascade() {
        cascade = true;
        return this;
    }

    Grant build() {
        if (target == null || roles.isEmpty()) {
            throw new IllegalArgumentException("STRATA-3104: " + (revoke ? "revoke" : "grant") + " of " + privileges
                    + (target == null ? " is on nothing: call onTable(\"…\") or the like"
                            : " names no role: call to(\"…\") or from(\"…\")"));
        }
        return new Grant(revoke, privileges, columns, target, roles, grantOption, cascade);
    }
}
