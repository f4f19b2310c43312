package io.quarkiverse.strata.sql;

/**
 * {@code VARIADIC array}: an array in the place of a function's last arguments.
 *
 * @param array the array
 */
public record Variadic(Operand array) implements Node {

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql("VARIADIC ");
        Precedence.OR.write(writer, array);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
