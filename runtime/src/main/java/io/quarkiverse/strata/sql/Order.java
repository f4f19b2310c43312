package io.quarkiverse.strata.sql;

/**
 * An expression with a direction. Without {@link #nullsFirst()} or {@link #nullsLast()} PostgreSQL sorts nulls as if they
 * were greater than everything else: last when ascending, first when descending.
 *
 * @param expression what is sorted by
 * @param descending whether the greatest comes first
 * @param isNullsFirst where nulls come, null for the default
 * @param operator whose order it is, null for the type's own
 * @param isNotNull whether it is known to be never null, which {@link Select#seekAfter} can make use of
 */
public record Order(Expression<?> expression, boolean descending, Boolean isNullsFirst, String operator,
        boolean isNotNull) implements Ordering {

    public Order(Expression<?> expression, boolean descending, Boolean isNullsFirst, String operator) {
        this(expression, descending, isNullsFirst, operator, false);
    }

    public Order(Expression<?> expression, boolean descending, Boolean isNullsFirst) {
        this(expression, descending, isNullsFirst, null);
    }

    public Order nullsFirst() {
        return new Order(expression, descending, true, operator, isNotNull);
    }

    public Order nullsLast() {
        return new Order(expression, descending, false, operator, isNotNull);
    }

    /**
     * Says that the column is NOT NULL, which a record tells of primitives and of {@code @Id} alone. The SQL of the order stays
     * as it is; {@link Select#seekAfter} leaves nulls out of account then, so that an index can be used. Rows that have null
     * there all the same may be missed by it.
     */
    public Order notNull() {
        return new Order(expression, descending, isNullsFirst, operator, true);
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
