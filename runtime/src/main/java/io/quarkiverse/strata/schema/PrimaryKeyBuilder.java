package io.quarkiverse.strata.schema;

import java.util.List;

/** The primary key. Each method changes this builder and returns it. */
public final class PrimaryKeyBuilder implements ConstraintBuilder {

    private final List<String> columns;
    private String name;
    private List<String> include = List.of();
    private boolean withoutOverlaps;
    private ConstraintOptions options = ConstraintOptions.NONE;

    PrimaryKeyBuilder(List<String> columns) {
        this.columns = columns;
    }

    /** Columns that the index carries so that queries needn't look into the table. */
    public PrimaryKeyBuilder include(String... columns) {
        include = List.of(columns);
        return this;
    }

    /** The last column is a range: rows that are equal in the others must not overlap in it (PostgreSQL 18). */
    public PrimaryKeyBuilder withoutOverlaps() {
        withoutOverlaps = true;
        return this;
    }

    /** A transaction may put the check off with {@code SET CONSTRAINTS}. */
    public PrimaryKeyBuilder deferrable() {
        options = options.with(Deferrable.INITIALLY_IMMEDIATE);
        return this;
    }

    /** Checked when the transaction commits. */
    public PrimaryKeyBuilder deferred() {
        options = options.with(Deferrable.INITIALLY_DEFERRED);
        return this;
    }

    /** The constraint's name; otherwise PostgreSQL's own, {@code films_pkey}. */
    public PrimaryKeyBuilder name(String name) {
        this.name = name;
        return this;
    }

    @Override
    public Constraint build() {
        return new Constraint.PrimaryKey(name, columns, include, withoutOverlaps, options);
    }
}
