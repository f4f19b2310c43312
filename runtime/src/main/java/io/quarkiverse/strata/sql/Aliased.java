package io.quarkiverse.strata.sql;

/**
 * An expression with a label, {@code count(*) AS n}.
 *
 * @param <T> the expression's type
 * @param operand the expression or condition
 * @param label the column's name in the result
 * @param javaType the class of a selected value, {@code Object.class} when unknown
 */
public record Aliased<T>(Operand operand, String label, Class<T> javaType) implements Selectable {

    public Aliased {
        Identifiers.check(label, "as");
    }

    @Override
    public void writeTo(SqlWriter writer) {
        Precedence.OR.write(writer, operand);
        writer.sql(" AS ").identifier(label);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
