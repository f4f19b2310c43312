package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * {@code CASE expression WHEN value THEN result … END}: {@code caseOf(col("status")).when("paid", 1).otherwise(0)}. Without
 * {@link #otherwise} it is null where no value is equal.
 *
 * @param operand what is compared
 * @param branches the values in order, each with its result
 * @param last the result where none is equal, null for NULL
 */
public record CaseOf(Expression<?> operand, List<Branch> branches, Operand last) implements Expression<Object> {

    /**
     * One WHEN.
     *
     * @param value what the expression is compared with
     * @param result the result where it is the first that is equal
     */
    public record Branch(Operand value, Operand result) {
    }

    /**
     * A further branch.
     *
     * @throws IllegalArgumentException for a null value, which nothing is equal to
     */
    public CaseOf when(Object value, Object result) {
        if (value == null) {
            throw Misuse.nullCompared("when", operand.toString());
        }
        return new CaseOf(operand, Lists.plus(branches, new Branch(Bound.beside(operand, value), Bound.argument(result))),
                last);
    }

    /** The result where no value is equal. */
    public CaseOf otherwise(Object result) {
        return new CaseOf(operand, branches, Bound.argument(result));
    }

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
        writer.sql("CASE ");
        Precedence.OR.write(writer, operand);
        for (Branch branch : branches) {
            writer.sql(" WHEN ");
            Precedence.OR.write(writer, branch.value);
            writer.sql(" THEN ");
            Precedence.OR.write(writer, branch.result);
        }
        if (last != null) {
            writer.sql(" ELSE ");
            Precedence.OR.write(writer, last);
        }
        writer.sql(" END");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
