package io.quarkiverse.strata.sql;

import java.math.BigDecimal;

/** Two operands with an operator between them that gives a value. */
record Binary<T>(Operand left, String operator, Operand right, Precedence precedence, Class<T> javaType)
        implements
            Expression<T> {

    @SuppressWarnings("unchecked")
    static Expression<Object> of(Expression<?> left, String operator, Object right) {
        if (right == null) {
            throw Misuse.of(1103, left + " " + operator + " null is always null in SQL. Give a value.");
        }
        Operand argument = Bound.argument(right);
        Precedence precedence = operator.equals("+") || operator.equals("-") ? Precedence.ADDITION : Precedence.MULTIPLICATION;
        Class<?> type = argument instanceof Expression<?> other ? result(left.javaType(), other.javaType()) : Object.class;
        return new Binary<>(left, operator, argument, precedence, (Class<Object>) type);
    }

    /** What arithmetic on two classes gives in PostgreSQL; Object where it isn't plain. */
    private static Class<?> result(Class<?> left, Class<?> right) {
        if (!whole(left) && left != BigDecimal.class || !whole(right) && right != BigDecimal.class) {
            return Object.class;
        }
        if (left == BigDecimal.class || right == BigDecimal.class) {
            return BigDecimal.class;
        }
        return left == Long.class || right == Long.class ? Long.class : Integer.class;
    }

    private static boolean whole(Class<?> type) {
        return type == Integer.class || type == Long.class || type == Short.class;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        precedence.write(writer, left);
        writer.sql(" ").sql(operator).sql(" ");
        precedence.above().write(writer, right);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
