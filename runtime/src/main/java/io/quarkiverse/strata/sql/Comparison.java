package io.quarkiverse.strata.sql;

/** Two operands with an operator that gives true or false between them. */
record Comparison(Operand left, String operator, Operand right, Precedence precedence) implements Condition {

    static Comparison of(Operand left, String operator, Object right, String call) {
        if (right == null) {
            throw Misuse.nullCompared(call, left.toString());
        }
        Precedence precedence = switch (operator) {
            case "LIKE", "NOT LIKE", "ILIKE", "NOT ILIKE", "SIMILAR TO", "NOT SIMILAR TO", "OVERLAPS" -> Precedence.RANGE;
            case "=", "<>", "<", "<=", ">", ">=" -> Precedence.COMPARISON;
            case "IS DISTINCT FROM", "IS NOT DISTINCT FROM" -> Precedence.IS;
            default -> Precedence.OPERATOR;
        };
        return new Comparison(left, operator, Bound.beside(left, right), precedence);
    }

    @Override
    public void writeTo(SqlWriter writer) {
        // none of these operators is written in a chain, and IS binds more weakly than a comparison without looking like it
        Precedence operand = (precedence == Precedence.IS ? Precedence.COMPARISON : precedence).above();
        operand.write(writer, left);
        writer.sql(" ").sql(operator).sql(" ");
        operand.write(writer, right);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
