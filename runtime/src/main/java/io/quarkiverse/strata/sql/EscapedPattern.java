package io.quarkiverse.strata.sql;

/** LIKE, ILIKE or SIMILAR TO with an escape character of its own. */
record EscapedPattern(Operand operand, String operator, Operand pattern, Operand escape) implements Condition {

    @Override
    public Precedence precedence() {
        return Precedence.RANGE;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        Precedence.OPERATOR.write(writer, operand);
        writer.sql(" ").sql(operator).sql(" ");
        Precedence.OPERATOR.write(writer, pattern);
        writer.sql(" ESCAPE ");
        Precedence.OPERATOR.write(writer, escape);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
