package io.quarkiverse.strata.sql;

/** {@code (operand).name}: a field of a composite value. */
record Field(Expression<?> operand, String name) implements Expression<Object> {

    @Override
    public Class<Object> javaType() {
        return Object.class;
    }

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql("(").node(operand).sql(").").identifier(name);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
