package io.quarkiverse.strata.schema;

import java.util.List;

/** A foreign key over one or several columns. Each method changes this builder and returns it. */
public final class ForeignKeyBuilder implements ConstraintBuilder {

    private final List<String> columns;
    private String name;
    private String table;
    private List<String> referenced = List.of();
    private ReferentialAction onDelete;
    private ReferentialAction onUpdate;
    private List<String> onDeleteColumns = List.of();
    private boolean matchFull;
    private boolean period;
    private ConstraintOptions options = ConstraintOptions.NONE;

    ForeignKeyBuilder(List<String> columns) {
        this.columns = columns;
    }

    /** The table referred to, and its columns; without columns its primary key. */
    public ForeignKeyBuilder references(String table, String... columns) {
        this.table = table;
        referenced = List.of(columns);
        return this;
    }

    /** What happens when the row referred to is deleted. */
    public ForeignKeyBuilder onDelete(ReferentialAction action) {
        onDelete = action;
        return this;
    }

    /**
     * What happens when the row referred to is deleted.
     *
     * @param columns those that {@code SET_NULL} and {@code SET_DEFAULT} set, instead of all (PostgreSQL 15)
     */
    public ForeignKeyBuilder onDelete(ReferentialAction action, String... columns) {
        onDelete = action;
        onDeleteColumns = List.of(columns);
        return this;
    }

    /** What happens when the key referred to changes. */
    public ForeignKeyBuilder onUpdate(ReferentialAction action) {
        onUpdate = action;
        return this;
    }

    /** Checked when the transaction commits ({@code DEFERRABLE INITIALLY DEFERRED}). */
    public ForeignKeyBuilder deferred() {
        options = options.with(Deferrable.INITIALLY_DEFERRED);
        return this;
    }

    /** A transaction may put the check off with {@code SET CONSTRAINTS}. */
    public ForeignKeyBuilder deferrable() {
        options = options.with(Deferrable.INITIALLY_IMMEDIATE);
        return this;
    }

    /** Either all of its columns are null or none ({@code MATCH FULL}). */
    public ForeignKeyBuilder matchFull() {
        matchFull = true;
        return this;
    }

    /** The last column of either side is a range: the other table's rows together cover it (PostgreSQL 18). */
    public ForeignKeyBuilder period() {
        period = true;
        return this;
    }

    /** Rows that are there aren't checked until {@link AlterTableBuilder#validateConstraint}; only in {@code alterTable}. */
    public ForeignKeyBuilder notValid() {
        options = options.withNotValid();
        return this;
    }

    /** Never checked, only told to the planner and to people (PostgreSQL 18). */
    public ForeignKeyBuilder notEnforced() {
        options = options.withNotEnforced();
        return this;
    }

    /** The constraint's name; otherwise PostgreSQL's own, {@code rental_customer_id_fkey}. */
    public ForeignKeyBuilder name(String name) {
        this.name = name;
        return this;
    }

    @Override
    public Constraint build() {
        if (table == null) {
            throw new IllegalArgumentException("STRATA-3104: the foreign key on " + columns
                    + " refers to no table: call references(\"table\")");
        }
        return new Constraint.ForeignKey(name, columns, table, referenced, onDelete, onUpdate, onDeleteColumns,
                matchFull, period, options);
    }
}
