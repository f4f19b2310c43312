package io.quarkiverse.strata.sql;

import java.util.List;

/** IN and NOT IN with a sub-query, or with the list that an open parameter will be bound to. */
record InRows(Expression<?> left, Operand rows, boolean negated) implements Condition {

    static Condition of(Expression<?> left, Operand rows, boolean negated) {
        if (rows instanceof Select<?>) {
            return new InRows(left, rows, negated);
        }
        if (rows instanceof Bound<?> bound && bound.place().parameter().isOpen()) {
            if (left instanceof TypedColumn<?> column) {
                InList.checkElement(column.column(), column.described());
            }
            return new InRows(left, rows, negated);
        }
        throw Misuse.of(1107, "in(…) takes a list of values, a select or a param(\"name\") for a list. For an array expression "
                + "use eq(any(…)).");
    }

    @Override
    public Precedence precedence() {
        return rows instanceof Select || !negated ? Precedence.RANGE : Precedence.AND;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        if (rows instanceof Select) {
            Precedence.OPERATOR.write(writer, left);
            writer.sql(negated ? " NOT IN (" : " IN (").node(rows).sql(")");
        } else {
            write(writer, left, place(ScopedWriter.of(writer).scope()), this, negated);
        }
    }

    private Place place(Scope scope) {
        Parameter open = ((Bound<?>) rows).place().parameter();
        ColumnDescriptor column = describe(left, scope);
        PgType type = column == null ? open.type() : ColumnTypes.of(column);
        return new Place(new Parameter(open.name(), null, type == null ? null : type.array(), true,
                column == null ? open.javaType() : Types.boxed(column.javaType())), CastRule.ALWAYS, null);
    }

    /** Writes the form that PostgreSQL can hash; null on the left is left out by both, as {@code <> ALL} does. */
    static void write(SqlWriter writer, Expression<?> left, Place list, Condition part, boolean negated) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        if (!negated) {
            Precedence.OPERATOR.write(writer, left);
            writer.sql(" IN (SELECT unnest(");
            scoped.place(list, part);
            writer.sql("))");
            return;
        }
        Precedence.RANGE.write(writer, left);
        writer.sql(" IS NOT NULL AND NOT EXISTS (SELECT FROM unnest(");
        scoped.place(list, part);
        writer.sql(") AS strata_listed (strata_value) WHERE strata_value = ");
        scoped.within(scoped.scope() == null ? null : Scope.of(scoped.scope(), List.of()),
                () -> Precedence.RANGE.write(writer, left));
        writer.sql(")");
    }

    /** What is known of the column on the left, by itself or by the statement's FROM. */
    static ColumnDescriptor describe(Expression<?> left, Scope scope) {
        if (left instanceof TypedColumn<?> column) {
            return column.column();
        }
        ColumnDescriptor column = scope != null && left instanceof NamedColumn named && named.path().size() == 1
                ? scope.describe(named.name())
                : null;
        return column == null || column.type().isJson() || column.type().isArray() ? null : column;
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
