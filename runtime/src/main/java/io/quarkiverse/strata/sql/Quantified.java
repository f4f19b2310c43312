package io.quarkiverse.strata.sql;

/**
 * {@code ANY (…)} or {@code ALL (…)} on the right of a comparison.
 *
 * @param all ALL instead of ANY
 * @param rows a sub-query of one column, or an array
 */
public record Quantified(boolean all, Operand rows) implements Operand {

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(all ? "ALL(" : "ANY(").node(rows).sql(")");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
