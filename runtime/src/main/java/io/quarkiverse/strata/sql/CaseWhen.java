package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * {@code CASE WHEN … THEN … ELSE … END}; without {@link #otherwise} it is null where no condition holds.
 *
 * @param <T> the class of its values
 * @param branches the conditions in order, each with its value
 * @param last the value where none holds, null for NULL
 * @param javaType the class of the first value
 */
public record CaseWhen<T>(List<Branch> branches, Operand last, Class<T> javaType) implements Expression<T> {

    /**
     * One WHEN.
     *
     * @param condition the condition
     * @param value the value where it is the first that holds
     */
    public record Branch(Condition condition, Operand value) {
    }

    static <T> CaseWhen<T> of(Condition condition, Operand value, Class<T> type) {
        return new CaseWhen<>(List.of(new Branch(Misuse.given(condition, "caseWhen"), value)), null, type);
    }

    /** A further branch. */
    public CaseWhen<T> when(Condition condition, T value) {
        return when(condition, Bound.argument(value));
    }

    public CaseWhen<T> when(Condition condition, Operand value) {
        return new CaseWhen<>(Lists.plus(branches, new Branch(Misuse.given(condition, "when"), value)), last, javaType);
    }

    /** The value where no condition holds. */
    public CaseWhen<T> otherwise(T value) {
        return otherwise(Bound.argument(value));
    }

    public CaseWhen<T> otherwise(Operand value) {
        return new CaseWhen<>(branches, value, javaType);
    }

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql("CASE");
        for (Branch branch : branches) {
            writer.sql(" WHEN ");
            Precedence.OR.write(writer, branch.condition);
            writer.sql(" THEN ");
            Precedence.OR.write(writer, branch.value);
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
