package io.quarkiverse.strata.schema;

import java.util.List;

/** A unique constraint over several columns. Each method changes this builder and returns it. */
public final class UniqueBuilder implements ConstraintBuilder {

    private final List<String> columns;
    private String name;
    private boolean nullsNotDistinct;

    UniqueBuilder(List<String> columns) {
        this.columns = columns;
    }

    /** Two nulls count as equal (PostgreSQL 15). */
    public UniqueBuilder nullsNotDistinct() {
        nullsNotDistinct = true;
        return this;
    }

    /** The constraint's name; otherwise PostgreSQL's own, {@code films_title_key}. */
    public UniqueBuilder name(String name) {
        this.name = name;
        return this;
    }

    @Override
    public Constraint build() {
        return new Constraint.Unique(name, columns, nullsNotDistinct);
    }
}
