package io.quarkiverse.strata.sql;

/**
 * {@code operand[index]} or, as a slice, {@code operand[lower:upper]}.
 *
 * @param operand an array or {@code jsonb}
 * @param lower the index, or the slice's first one; null for an open end
 * @param upper the slice's last one; null for an open end
 * @param slice whether it is one
 */
record Subscript(Expression<?> operand, Operand lower, Operand upper, boolean slice) implements Expression<Object> {

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
        boolean bare = operand instanceof Column || operand instanceof Subscript;
        writer.sql(bare ? "" : "(").node(operand).sql(bare ? "" : ")");
        writeIndex(writer);
    }

    void writeIndex(SqlWriter writer) {
        writer.sql("[");
        write(writer, lower);
        if (slice) {
            // a space, since :name would look like a parameter to people
            writer.sql(" : ");
            write(writer, upper);
        }
        writer.sql("]");
    }

    private static void write(SqlWriter writer, Operand bound) {
        if (bound != null) {
            Precedence.OR.write(writer, bound);
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
