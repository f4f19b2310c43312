package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * {@code (a, b)}: several values compared as one, first by first, as for keyset pagination. {@code in(…)} takes a list of
 * lists.
 *
 * @param fields its values
 */
public record RowValue(List<Operand> fields) implements Expression<Object> {

    @Override
    public Class<Object> javaType() {
        return Object.class;
    }

    /**
     * {@code (start, end) OVERLAPS (start, end)}: whether two periods of time have a point in common; an end may be a length.
     */
    public Condition overlaps(RowValue other) {
        return Comparison.of(this, "OVERLAPS", other, "overlaps");
    }

    @Override
    public Precedence precedence() {
        return Precedence.PRIMARY;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(fields.size() == 1 ? "ROW(" : "(");
        Lists.commas(writer, fields);
        writer.sql(")");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
