package io.quarkiverse.strata.schema;

import static io.quarkiverse.strata.schema.Alteration.Action.*;

import java.util.function.Function;

/** What can be altered about a table that is there, besides adding and dropping columns and constraints. */
public abstract sealed class TableAlterations extends TableConstraints permits AlterTableBuilder {

    TableAlterations() {
    }

    abstract <T> AlterationBuilder<T> alter(Alteration to, Function<T, Alteration> former);

    abstract void alter(Alteration to, Alteration back);

    /** How closely {@code ANALYZE} looks at a column, 0 to 10000; what it {@code was}: null for the usual. */
    public AlterationBuilder<Integer> setStatistics(String column, int target) {
        return alter(new Alteration(SET_STATISTICS, column, "" + target),
                was -> new Alteration(SET_STATISTICS, column, was == null ? "-1" : was.toString()));
    }

    /** How long values of a column are kept from now on. */
    public AlterationBuilder<ColumnStorage> setStorage(String column, ColumnStorage storage) {
        return alter(new Alteration(SET_STORAGE, column, storage.name()),
                was -> new Alteration(SET_STORAGE, column, was.name()));
    }

    /** How long values of a column are compressed from now on. */
    public AlterationBuilder<Compression> setCompression(String column, Compression compression) {
        return alter(new Alteration(SET_COMPRESSION, column, compression.sql()),
                was -> new Alteration(SET_COMPRESSION, column, was.sql()));
    }

    /** A column's option, {@code n_distinct} or {@code n_distinct_inherited}; what it {@code was}: null for none. */
    public AlterationBuilder<Object> setColumnOption(String column, String option, Object value) {
        return alter(new Alteration(SET_COLUMN_OPTIONS, column, Parameters.of(option, value)),
                was -> was == null ? new Alteration(RESET_COLUMN_OPTIONS, column, Parameters.name(option))
                        : new Alteration(SET_COLUMN_OPTIONS, column, Parameters.of(option, was)));
    }

    /** Makes a column that is {@code NOT NULL} an identity column. It begins at 1: see {@link #restartIdentity}. */
    public void addIdentity(String column, Column.Identity identity) {
        alter(new Alteration(ADD_IDENTITY, column, words(identity)), new Alteration(DROP_IDENTITY, column, null));
    }

    /** Whether an insert may give a number to an identity column. */
    public AlterationBuilder<Column.Identity> setIdentity(String column, Column.Identity identity) {
        return alter(new Alteration(SET_IDENTITY, column, words(identity)),
                was -> new Alteration(SET_IDENTITY, column, words(was)));
    }

    /** An identity column goes on with this number; there is no way back. */
    public void restartIdentity(String column, long number) {
        alter(new Alteration(RESTART_IDENTITY, column, "" + number), (Alteration) null);
    }

    /** Makes an identity column an ordinary one; {@code was} tells which it was, for {@code down}, which begins at 1. */
    public AlterationBuilder<Column.Identity> dropIdentity(String column) {
        return alter(new Alteration(DROP_IDENTITY, column, null), was -> new Alteration(ADD_IDENTITY, column, words(was)));
    }

    private static String words(Column.Identity identity) {
        return identity.name().replace('_', ' ');
    }

    /** How a generated column is computed, SQL (PostgreSQL 17). A stored one is written anew, the whole table with it. */
    public AlterationBuilder<String> setExpression(String column, String sql) {
        return alter(new Alteration(SET_EXPRESSION, column, sql), was -> new Alteration(SET_EXPRESSION, column, was));
    }

    /** Makes a stored generated column an ordinary one, with its values; there is no way back. */
    public void dropExpression(String column) {
        alter(new Alteration(DROP_EXPRESSION, column, null), (Alteration) null);
    }

    /**
     * Checks the rows that were there when a constraint was added {@code notValid()}, while the table is read and written.
     * Undoing leaves it valid.
     */
    public void validateConstraint(String constraint) {
        alter(new Alteration(VALIDATE_CONSTRAINT, constraint, null), (Alteration) null);
    }

    /** When a foreign key is checked. */
    public AlterationBuilder<Deferrable> alterConstraint(String constraint, Deferrable deferrable) {
        return alter(new Alteration(ALTER_CONSTRAINT, constraint, deferrable.sql()),
                was -> new Alteration(ALTER_CONSTRAINT, constraint, was.sql()));
    }

    /** A foreign key is checked, and all rows are now (PostgreSQL 18). */
    public void enforceConstraint(String constraint) {
        enforced(constraint, true);
    }

    /** A foreign key is only told to the planner and to people (PostgreSQL 18). */
    public void dontEnforceConstraint(String constraint) {
        enforced(constraint, false);
    }

    private void enforced(String constraint, boolean enforced) {
        Alteration on = new Alteration(ALTER_CONSTRAINT, constraint, "ENFORCED");
        Alteration off = new Alteration(ALTER_CONSTRAINT, constraint, "NOT ENFORCED");
        alter(enforced ? on : off, enforced ? off : on);
    }

    /** A constraint gets another name, and its index with it. */
    public void renameConstraint(String constraint, String to) {
        alter(new Alteration(RENAME_CONSTRAINT, constraint, Names.quote(to)),
                new Alteration(RENAME_CONSTRAINT, to, Names.quote(constraint)));
    }

    /** Policies decide which rows roles see and write; without a policy none. The table's owner sees all. */
    public void enableRowLevelSecurity() {
        alter(Alteration.of(ENABLE_ROW_LEVEL_SECURITY), Alteration.of(DISABLE_ROW_LEVEL_SECURITY));
    }

    /** Policies are kept and don't hold. */
    public void disableRowLevelSecurity() {
        alter(Alteration.of(DISABLE_ROW_LEVEL_SECURITY), Alteration.of(ENABLE_ROW_LEVEL_SECURITY));
    }

    /** Policies hold for the table's owner too. */
    public void forceRowLevelSecurity() {
        alter(Alteration.of(FORCE_ROW_LEVEL_SECURITY), Alteration.of(NO_FORCE_ROW_LEVEL_SECURITY));
    }

    /** Policies don't hold for the table's owner. */
    public void noForceRowLevelSecurity() {
        alter(Alteration.of(NO_FORCE_ROW_LEVEL_SECURITY), Alteration.of(FORCE_ROW_LEVEL_SECURITY));
    }

    /** Fires again. */
    public void enableTrigger(String trigger) {
        alter(Alteration.of(ENABLE_TRIGGER, Names.quote(trigger)), Alteration.of(DISABLE_TRIGGER, Names.quote(trigger)));
    }

    /** Doesn't fire until it is enabled. */
    public void disableTrigger(String trigger) {
        alter(Alteration.of(DISABLE_TRIGGER, Names.quote(trigger)), Alteration.of(ENABLE_TRIGGER, Names.quote(trigger)));
    }

    /** All triggers but those of constraints. */
    public void enableUserTriggers() {
        alter(Alteration.of(ENABLE_TRIGGER, "USER"), Alteration.of(DISABLE_TRIGGER, "USER"));
    }

    /** All triggers but those of constraints. */
    public void disableUserTriggers() {
        alter(Alteration.of(DISABLE_TRIGGER, "USER"), Alteration.of(ENABLE_TRIGGER, "USER"));
    }

    /** Fires only for changes that come by replication. */
    public void enableReplicaTrigger(String trigger) {
        alter(Alteration.of(ENABLE_REPLICA_TRIGGER, Names.quote(trigger)),
                Alteration.of(ENABLE_TRIGGER, Names.quote(trigger)));
    }

    /** Fires for changes that come by replication too. */
    public void enableAlwaysTrigger(String trigger) {
        alter(Alteration.of(ENABLE_ALWAYS_TRIGGER, Names.quote(trigger)), Alteration.of(ENABLE_TRIGGER, Names.quote(trigger)));
    }

    /** By what logical replication tells a row. */
    public AlterationBuilder<ReplicaIdentity> replicaIdentity(ReplicaIdentity identity) {
        return alter(Alteration.of(REPLICA_IDENTITY, identity.sql()), was -> Alteration.of(REPLICA_IDENTITY, was.sql()));
    }

    /** With a write-ahead log again; writes the whole table anew. */
    public void setLogged() {
        alter(Alteration.of(SET_LOGGED), Alteration.of(SET_UNLOGGED));
    }

    /** Without a write-ahead log: empty after a crash; writes the whole table anew. */
    public void setUnlogged() {
        alter(Alteration.of(SET_UNLOGGED), Alteration.of(SET_LOGGED));
    }

    /** The index by which {@code CLUSTER} sorts the table; what it {@code was}: null for none. */
    public AlterationBuilder<String> clusterOn(String index) {
        return alter(new Alteration(CLUSTER_ON, index, null),
                was -> was == null ? Alteration.of(SET_WITHOUT_CLUSTER) : new Alteration(CLUSTER_ON, was, null));
    }

    /** Whose the table is. */
    public AlterationBuilder<String> owner(String role) {
        return alter(Alteration.of(OWNER_TO, Names.role(role)), was -> Alteration.of(OWNER_TO, Names.role(was)));
    }

    /** How the table is stored; writes it anew unless it is so already. */
    public AlterationBuilder<String> setAccessMethod(String method) {
        return alter(Alteration.of(SET_ACCESS_METHOD, Names.quote(method)),
                was -> Alteration.of(SET_ACCESS_METHOD, Names.quote(was)));
    }

    /** A storage parameter; what it {@code was}: null where it wasn't set. */
    public AlterationBuilder<Object> setParameter(String parameter, Object value) {
        return alter(Alteration.of(SET_PARAMETERS, Parameters.of(parameter, value)), was -> parameter(parameter, was));
    }

    /** A storage parameter is as usual again. */
    public AlterationBuilder<Object> resetParameter(String parameter) {
        return alter(Alteration.of(RESET_PARAMETERS, Parameters.name(parameter)), was -> parameter(parameter, was));
    }

    static Alteration parameter(String parameter, Object was) {
        return was == null ? Alteration.of(RESET_PARAMETERS, Parameters.name(parameter))
                : Alteration.of(SET_PARAMETERS, Parameters.of(parameter, was));
    }

    /** Rows of this table are found in another one too, which has no column that this one lacks. */
    public void inherit(String table) {
        alter(Alteration.of(INHERIT, Names.qualified(table)), Alteration.of(NO_INHERIT, Names.qualified(table)));
    }

    /** Rows of this table aren't found in the other one any more. */
    public void noInherit(String table) {
        alter(Alteration.of(NO_INHERIT, Names.qualified(table)), Alteration.of(INHERIT, Names.qualified(table)));
    }

    /** A unique index that is there becomes a constraint of the same name, without being built again. */
    public void uniqueUsingIndex(String index) {
        constraint(new ConstraintBuilder.Fixed(new Constraint.UsingIndex(null, false, index, ConstraintOptions.NONE)));
    }

    /** A unique index that is there becomes the primary key of the same name, without being built again. */
    public void primaryKeyUsingIndex(String index) {
        constraint(new ConstraintBuilder.Fixed(new Constraint.UsingIndex(null, true, index, ConstraintOptions.NONE)));
    }
}
