package io.quarkiverse.strata.schema;

import java.util.List;

/** Constraints over several columns of a table. */
public abstract sealed class TableConstraints permits TableBuilder, TableAlterations {

    TableConstraints() {
    }

    abstract <T extends ConstraintBuilder> T constraint(T builder);

    /**
     * These columns are the primary key. Added to a table that is there it makes them {@code NOT NULL}, and undoing leaves them
     * so.
     */
    public PrimaryKeyBuilder primaryKey(String... columns) {
        return constraint(new PrimaryKeyBuilder(List.of(columns)));
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
    public CheckBuilder check(String name, String sql) {
        return constraint(new CheckBuilder(name, sql));
    }

    /**
     * A column is never null, by a constraint with a name (PostgreSQL 18). A column of a new table that has one is declared
     * {@link ColumnBuilder#nullable()}, or else PostgreSQL gives it a constraint of its own as well.
     *
     * @param name the constraint's name
     */
    public NotNullBuilder notNull(String name, String column) {
        return constraint(new NotNullBuilder(name, column));
    }

    /**
     * No two rows for which all operators are true: {@code exclude("gist").with("room", "=").with("during", "&&")}.
     *
     * @param method the index's access method, mostly {@code gist}
     */
    public ExcludeBuilder exclude(String method) {
        return constraint(new ExcludeBuilder(method));
    }

    /**
     * No two rows for which all operators are true.
     *
     * @param name the constraint's name
     * @param sql what follows {@code EXCLUDE}: {@code USING gist (room WITH =, during WITH &&)}
     */
    public void exclude(String name, String sql) {
        constraint(new ConstraintBuilder.Fixed(new Constraint.Exclude(name, sql, ConstraintOptions.NONE)));
    }
}
