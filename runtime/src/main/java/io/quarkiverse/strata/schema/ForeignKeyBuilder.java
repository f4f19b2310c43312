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
    private boolean deferred;

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

    /** What happens when the key referred to changes. */
    public ForeignKeyBuilder onUpdate(ReferentialAction action) {
        onUpdate = action;
        return this;
    }

    /** Checked when the transaction commits ({@code DEFERRABLE INITIALLY DEFERRED}). */
    public ForeignKeyBuilder deferred() {
        deferred = true;
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
        return new Constraint.ForeignKey(name, columns, table, referenced, onDelete, onUpdate, deferred);
    }
}
