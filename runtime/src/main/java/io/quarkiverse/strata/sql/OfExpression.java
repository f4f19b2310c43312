package io.quarkiverse.strata.sql;

/** A boolean expression used as a condition. */
record OfExpression(Expression<?> expression) implements Condition {

    @Override
    public Precedence precedence() {
        return expression.precedence();
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.node(expression);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
