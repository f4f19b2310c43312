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
