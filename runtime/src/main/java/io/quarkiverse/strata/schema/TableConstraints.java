package io.quarkiverse.strata.schema;

import java.util.List;

/** Constraints over several columns of a table. */
public abstract sealed class TableConstraints permits TableBuilder, AlterTableBuilder {

    TableConstraints() {
    }

    abstract <T extends ConstraintBuilder> T constraint(T builder);

    /** These columns are the primary key. */
    public void primaryKey(String... columns) {
        constraint(new ConstraintBuilder.Fixed(new Constraint.PrimaryKey(null, List.of(columns))));
    }

    /** No two rows have the same values in these columns. */
    public UniqueBuilder unique(String... columns) {
        return constraint(new UniqueBuilder(List.of(columns)));
    }

    /** These columns refer to a row of another table: {@code foreignKey("a", "b").references("t", "x", "y")}. */
    public ForeignKeyBuilder foreignKey(String... columns) {
        return constraint(new ForeignKeyBuilder(List.of(columns)));
    }

    /**
     * A condition on each row.
     *
     * @param name the constraint's name, which the server tells when a row violates it
     * @param sql the condition
     */
    public void check(String name, String sql) {
        constraint(new ConstraintBuilder.Fixed(new Constraint.Check(name, null, sql)));
    }

    /**
     * No two rows for which all operators are true.
     *
     * @param name the constraint's name
     * @param sql what follows {@code EXCLUDE}: {@code USING gist (room WITH =, during WITH &&)}
     */
    public void exclude(String name, String sql) {
        constraint(new ConstraintBuilder.Fixed(new Constraint.Exclude(name, sql)));
    }
}
