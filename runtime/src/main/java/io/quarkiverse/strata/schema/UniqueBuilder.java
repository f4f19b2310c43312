package io.quarkiverse.strata.schema;

import java.util.List;

/** A unique constraint over several columns. Each method changes this builder and returns it. */
public final class UniqueBuilder implements ConstraintBuilder {

    private final List<String> columns;
    private String name;
    private boolean nullsNotDistinct;
    private List<String> include = List.of();
    private boolean withoutOverlaps;
    private ConstraintOptions options = ConstraintOptions.NONE;

    UniqueBuilder(List<String> columns) {
        this.columns = columns;
    }

    /** Two nulls count as equal (PostgreSQL 15). */
    public UniqueBuilder nullsNotDistinct() {
        nullsNotDistinct = true;
        return this;
    }

    /** Columns that the index carries so that queries needn't look into the table. */
    public UniqueBuilder include(String... columns) {
        include = List.of(columns);
        return this;
    }

    /** The last column is a range: rows that are equal in the others must not overlap in it (PostgreSQL 18). */
    public UniqueBuilder withoutOverlaps() {
        withoutOverlaps = true;
        return this;
    }

    /** A transaction may put the check off with {@code SET CONSTRAINTS}. */
    public UniqueBuilder deferrable() {
        options = options.with(Deferrable.INITIALLY_IMMEDIATE);
        return this;
    }

    /** Checked when the transaction commits. */
    public UniqueBuilder deferred() {
        options = options.with(Deferrable.INITIALLY_DEFERRED);
        return this;
    }

    /** The constraint's name; otherwise PostgreSQL's own, {@code films_title_key}. */
    public UniqueBuilder name(String name) {
        this.name = name;
        return this;
    }

    @Override
    public Constraint build() {
        return new Constraint.Unique(name, columns, nullsNotDistinct, include, withoutOverlaps, options);
    }
}
