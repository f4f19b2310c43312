package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.Alteration.Action.OWNER_TO;

import java.util.List;

/** Changes of who may do what, of schemas, extensions and publications, and of names, owners and comments of all objects. */
public abstract sealed class AccessChanges extends ViewChanges permits Schema {

    AccessChanges() {
    }

    /**
     * Rights: {@code grant(SELECT, INSERT).onTable("films").to("app")}. Undoing takes them away, those that
     * there were before too; that counts as a loss. Rights on all objects of a schema can't be undone.
     */
    public GrantBuilder grant(Privilege... privileges) {
        return grant(false, privileges);
    }

    /**
     * Takes rights away: {@code revoke(ALL).on(ObjectKind.SCHEMA, "public").from("PUBLIC")}. Undoing gives the named ones back;
     * {@code ALL}, rights on all objects of a schema and {@code cascade()} can't be undone.
     */
    public GrantBuilder revoke(Privilege... privileges) {
        return grant(true, privileges);
    }

    private GrantBuilder grant(boolean revoke, Privilege... privileges) {
        GrantBuilder builder = new GrantBuilder(revoke, List.of(privileges));
        addLater(builder::build);
        return builder;
    }

    /** A role, for all databases of the server: {@code createRole("reporting").memberOf("readers")}. */
    public RoleBuilder createRole(String name) {
        RoleBuilder builder = new RoleBuilder(name);
        addLater(builder::build);
        return builder;
    }

    /** Refused while it owns something or has rights in any database of the server. */
    public DropBuilder dropRole(String name) {
        return drop(ObjectKind.ROLE, name);
    }

    /**
     * A policy: {@code createPolicy("own_rows", "orders").using("owner = current_user")}. It holds once
     * {@link AlterTableBuilder#enableRowLevelSecurity} was called for the table.
     */
    public PolicyBuilder createPolicy(String name, String table) {
        PolicyBuilder builder = new PolicyBuilder(name, table);
        addLater(builder::build);
        return builder;
    }

    /** A policy of a table gets another name. */
    public void renamePolicy(String name, String table, String to) {
        add(new RenameObject(ObjectName.of(ObjectKind.POLICY, name, table), to));
    }

    /** Drops a policy; without one, row-level security shows no rows. */
    public DropBuilder dropPolicy(String name, String table) {
        return drop(ObjectName.of(ObjectKind.POLICY, name, table));
    }

    /** What logical replication publishes: {@code createPublication("changes").table("films")}. */
    public PublicationBuilder createPublication(String name) {
        PublicationBuilder builder = new PublicationBuilder(name);
        addLater(builder::build);
        return builder;
    }

    /** Drops a publication; its subscribers stop with an error. */
    public DropBuilder dropPublication(String name) {
        return drop(ObjectKind.PUBLICATION, name);
    }

    /** {@code CREATE SCHEMA}. */
    public NamespaceBuilder createSchema(String name) {
        NamespaceBuilder builder = new NamespaceBuilder(name);
        addLater(builder::build);
        return builder;
    }

    /** {@code DROP SCHEMA}; refused while it holds anything. */
    public DropBuilder dropSchema(String name) {
        return drop(ObjectKind.SCHEMA, name);
    }

    /** {@code CREATE EXTENSION IF NOT EXISTS}. */
    public ExtensionBuilder createExtension(String name) {
        ExtensionBuilder builder = new ExtensionBuilder(name);
        addLater(builder::build);
        return builder;
    }

    /** {@code DROP EXTENSION}; refused while something uses it. */
    public DropBuilder dropExtension(String name) {
        return drop(ObjectKind.EXTENSION, name);
    }

    /**
     * An object gets another name; tables have {@link Schema#renameTable}, triggers {@link #renameTrigger}.
     *
     * @param to the new name, without a schema
     */
    public void rename(ObjectKind kind, String name, String to) {
        add(new RenameObject(ObjectName.of(kind, name), to));
    }

    /**
     * An object goes into another schema.
     *
     * @param name with its former schema, or else {@code down} can't be derived
     */
    public void setSchema(ObjectKind kind, String name, String schema) {
        add(new SetSchema(ObjectName.of(kind, name), schema));
    }

    /** An object gets another owner. */
    public AlterationBuilder<String> setOwner(ObjectKind kind, String name, String role) {
        return alteration(kind, name, Alteration.of(OWNER_TO, Names.role(role)),
                was -> Alteration.of(OWNER_TO, Names.role(was)));
    }

    /**
     * @param text null removes the comment
     */
    public void commentOnTable(String table, String text) {
        add(Comment.table(table, text));
    }

    /**
     * @param text null removes the comment
     */
    public void commentOnColumn(String table, String column, String text) {
        add(Comment.column(table, column, text));
    }

    /**
     * @param text null removes the comment
     */
    public void commentOnConstraint(String table, String constraint, String text) {
        add(new CommentOn(ObjectName.of(ObjectKind.CONSTRAINT, constraint, table), text));
    }

    /**
     * @param text null removes the comment
     */
    public void commentOnTrigger(String table, String trigger, String text) {
        add(new CommentOn(ObjectName.of(ObjectKind.TRIGGER, trigger, table), text));
    }

    /**
     * @param text null removes the comment
     */
    public void commentOnPolicy(String table, String policy, String text) {
        add(new CommentOn(ObjectName.of(ObjectKind.POLICY, policy, table), text));
    }

    /**
     * A comment on an index, view, type, sequence, schema or the like.
     *
     * @param text null removes the comment
     */
    public void commentOn(ObjectKind kind, String name, String text) {
        add(new CommentOn(ObjectName.of(kind, name), text));
    }

    /**
     * A comment on a function.
     *
     * @param text null removes the comment
     * @param arguments the types of its arguments
     */
    public void commentOnFunction(String name, String text, String... arguments) {
        add(new CommentOn(new ObjectName(ObjectKind.FUNCTION, name, null, List.of(arguments)), text));
    }
}
