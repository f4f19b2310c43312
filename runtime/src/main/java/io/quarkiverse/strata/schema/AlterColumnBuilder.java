package io.quarkiverse.strata.schema;

import io.quarkiverse.strata.schema.AlterColumn.State;

/**
 * What changes about a column. The {@code was…} methods tell what it was, for {@code down}. Each method changes this builder
 * and returns it.
 */
public final class AlterColumnBuilder {

    private final String table;
    private final String column;
    private State to = new State(null, null, null, null, false);
    private State from = to;

    AlterColumnBuilder(String table, String column) {
        this.table = table;
        this.column = column;
        Names.quote(column);
    }

    /** The new type as PostgreSQL writes it. Most changes rewrite the table under an exclusive lock. */
    public AlterColumnBuilder type(String type) {
        to = new State(Types.check(type), to.using(), to.nullable(), to.defaultValue(), to.noDefault());
        return this;
    }

    /** How values become the new type, SQL: {@code price::numeric}. */
    public AlterColumnBuilder using(String sql) {
        to = new State(to.type(), sql, to.nullable(), to.defaultValue(), to.noDefault());
        return this;
    }

    /** {@code SET NOT NULL}: reads the whole table. */
    public AlterColumnBuilder notNull() {
        to = new State(to.type(), to.using(), false, to.defaultValue(), to.noDefault());
        return this;
    }

    /** {@code DROP NOT NULL}. */
    public AlterColumnBuilder nullable() {
        to = new State(to.type(), to.using(), true, to.defaultValue(), to.noDefault());
        return this;
    }

    /** {@code SET DEFAULT} to a value, as in {@link ColumnBuilder#defaultValue}. */
    public AlterColumnBuilder defaultValue(Object value) {
        return to(Literals.literal(value));
    }

    /** {@code SET DEFAULT} to an SQL expression. */
    public AlterColumnBuilder defaultExpression(String sql) {
        return to(new ColumnDefault(ColumnDefault.Kind.EXPRESSION, sql));
    }

    /** {@code DROP DEFAULT}. */
    public AlterColumnBuilder dropDefault() {
        to = new State(to.type(), to.using(), to.nullable(), null, true);
        return this;
    }

    /** The type that it had. */
    public AlterColumnBuilder wasType(String type) {
        from = new State(Types.check(type), from.using(), null, from.defaultValue(), from.noDefault());
        return this;
    }

    /** How values become the former type again, SQL. */
    public AlterColumnBuilder wasTypeUsing(String sql) {
        from = new State(from.type(), sql, null, from.defaultValue(), from.noDefault());
        return this;
    }

    /** The default that it had. */
    public AlterColumnBuilder wasDefault(Object value) {
        return from(Literals.literal(value));
    }

    /** The default that it had, SQL. */
    public AlterColumnBuilder wasDefaultExpression(String sql) {
        return from(new ColumnDefault(ColumnDefault.Kind.EXPRESSION, sql));
    }

    /** It had no default. */
    public AlterColumnBuilder wasWithoutDefault() {
        from = new State(from.type(), from.using(), null, null, true);
        return this;
    }

    private AlterColumnBuilder to(ColumnDefault value) {
        to = new State(to.type(), to.using(), to.nullable(), value, false);
        return this;
    }

    private AlterColumnBuilder from(ColumnDefault value) {
        from = new State(from.type(), from.using(), null, value, false);
        return this;
    }

    AlterColumn build() {
        if (to.type() == null && to.nullable() == null && !to.saysDefault()) {
            throw new IllegalArgumentException("STRATA-3104: alterColumn(\"" + column + "\") on " + table
                    + " changes nothing: say type(…), notNull(), nullable(), defaultValue(…) or dropDefault()");
        }
        return new AlterColumn(table, column, to, from);
    }
}
