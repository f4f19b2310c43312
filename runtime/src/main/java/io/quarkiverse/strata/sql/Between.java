package io.quarkiverse.strata.sql;

/** BETWEEN. */
record Between(Operand operand, String words, Operand low, Operand high) implements Condition {

    static Between of(Expression<?> operand, String words, Object low, Object high) {
        if (low == null || high == null) {
            throw Misuse.of(1103,
                    "between(…) on " + operand + " was given null. For a range that is open on one side use ge(…) "
                            + "or le(…).");
        }
        return new Between(operand, words, Bound.beside(operand, low), Bound.beside(operand, high));
    }

    @Override
    public Precedence precedence() {
        return Precedence.RANGE;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        Precedence.OPERATOR.write(writer, operand);
        writer.sql(words);
        Precedence.OPERATOR.write(writer, low);
        writer.sql(" AND ");
        Precedence.OPERATOR.write(writer, high);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
