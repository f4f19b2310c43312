package io.quarkiverse.strata.schema;

/** A condition on each row. Each method changes this builder and returns it. */
public final class CheckBuilder implements ConstraintBuilder {

    private final String name;
    private final String sql;
    private ConstraintOptions options = ConstraintOptions.NONE;

    CheckBuilder(String name, String sql) {
        this.name = name;
        this.sql = sql;
    }

    /** Tables that inherit from this one don't have it. */
    public CheckBuilder noInherit() {
        options = options.withNoInherit();
        return this;
    }

    /** Rows that are there aren't checked until {@link AlterTableBuilder#validateConstraint}; only in {@code alterTable}. */
    public CheckBuilder notValid() {
        options = options.withNotValid();
        return this;
    }

    /** Never checked, only told to people (PostgreSQL 18). */
    public CheckBuilder notEnforced() {
        options = options.withNotEnforced();
        return this;
    }

    @Override
    public Constraint build() {
        return new Constraint.Check(name, null, sql, options);
    }
}
