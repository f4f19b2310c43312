package io.quarkiverse.strata.sql;

/**
 * An expression with a direction. Without {@link #nullsFirst()} or {@link #nullsLast()} PostgreSQL sorts nulls as if they
 * were greater than everything else: last when ascending, first when descending.
 *
 * @param expression what is sorted by
 * @param descending whether the greatest comes first
 * @param isNullsFirst where nulls come, null for the default
 * @param operator whose order it is, null for the type's own
 */
public record Order(Expression<?> expression, boolean descending, Boolean isNullsFirst, String operator) implements Ordering {

    public Order(Expression<?> expression, boolean descending, Boolean isNullsFirst) {
        this(expression, descending, isNullsFirst, null);
    }

    public Order nullsFirst() {
        return new Order(expression, descending, true, operator);
    }

    public Order nullsLast() {
        return new Order(expression, descending, false, operator);
    }

    @Override
    public void writeTo(SqlWriter writer) {
        Precedence.OR.write(writer, expression);
        if (operator != null) {
            writer.sql(" USING ").sql(operator);
        }
        if (descending) {
            writer.sql(" DESC");
        }
        if (isNullsFirst != null) {
            writer.sql(isNullsFirst ? " NULLS FIRST" : " NULLS LAST");
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
