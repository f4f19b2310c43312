package io.quarkiverse.strata.schema;

/** A column that is never null. Each method changes this builder and returns it. */
public final class NotNullBuilder implements ConstraintBuilder {

    private final String name;
    private final String column;
    private ConstraintOptions options = ConstraintOptions.NONE;

    NotNullBuilder(String name, String column) {
        this.name = name;
        this.column = column;
    }

    /** Tables that inherit from this one don't have it. */
    public NotNullBuilder noInherit() {
        options = options.withNoInherit();
        return this;
    }

    /** Rows that are there aren't checked until {@link AlterTableBuilder#validateConstraint}; only in {@code alterTable}. */
    public NotNullBuilder notValid() {
        options = options.withNotValid();
        return this;
    }

    @Override
    public Constraint build() {
        return new Constraint.NotNull(name, column, options);
    }
}
