package io.quarkiverse.strata.sql;

/** An operator in front of its operand. */
record Prefix<T>(String operator, Operand operand, Class<T> javaType) implements Expression<T> {

    @Override
    public Precedence precedence() {
        return Precedence.UNARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(operator);
        Precedence.CAST.write(writer, operand);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
