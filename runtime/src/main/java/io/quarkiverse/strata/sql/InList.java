package io.quarkiverse.strata.sql;

import java.util.Collection;
import java.util.List;

/** IN and NOT IN with a list of values, which travels as one array. */
record InList(Expression<?> left, List<Object> values, boolean negated) implements Condition {

    /** Above this a generic plan's linear search through the array costs more than the sub-query that can be hashed. */
    static final int MOST_AS_ARRAY = 32;

    static Condition of(Expression<?> left, Collection<?> given, boolean negated) {
        TypedColumn<?> column = left instanceof TypedColumn<?> typed ? typed : null;
        if (left instanceof RowValue row) {
            return InRowValues.of(row, given, negated);
        }
        if (column != null) {
            checkElement(column.column(), column.described());
        }
        List<Object> values = Values.list(given, column == null ? null : Types.boxed(column.column().javaType()),
                column == null ? left::toString : column::described);
        if (column == null) {
            Types.ofValue(values);
        }
        return values.isEmpty() ? new Constant(negated) : new InList(left, values, negated);
    }

    static void checkElement(ColumnDescriptor column, String described) {
        if (column.type().isJson() || column.type().isArray()) {
            throw Misuse.of(1107, described + " is " + column.type() + ", of which PostgreSQL has no list. Compare with eq(…) "
                    + "joined by or(…), or use contains(…).");
        }
    }

    @Override
    public Precedence precedence() {
        return values.size() <= MOST_AS_ARRAY || !negated ? Precedence.COMPARISON : Precedence.AND;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        Place place = place(ScopedWriter.of(writer).scope());
        if (values.size() > MOST_AS_ARRAY && place.parameter().type() != null) {
            InRows.write(writer, left, place, this, negated);
            return;
        }
        Precedence.RANGE.write(writer, left);
        writer.sql(negated ? " <> ALL(" : " = ANY(");
        ScopedWriter.of(writer).place(place, this);
        writer.sql(")");
    }

    /** Texts beside a column of which nothing is known have no type: a sub-query would make them text on enums and citext. */
    private Place place(Scope scope) {
        ColumnDescriptor column = left instanceof TypedColumn<?> typed ? typed.column() : null;
        PgType own = column == null ? Types.ofValue(values) : null;
        if (column == null && own.element().equals(PgType.TEXT)) {
            column = InRows.describe(left, scope);
        }
        PgType type = column == null ? own : ColumnTypes.of(column).array();
        boolean known = column != null || !type.element().equals(PgType.TEXT);
        return new Place(new Parameter(null, values, known ? type : null, known, column == null ? null : column.javaType()),
                CastRule.ALWAYS, null);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
