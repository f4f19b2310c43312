package io.quarkiverse.strata.sql;

/**
 * {@code name => value} in the call of a function.
 *
 * @param name the parameter's name
 * @param value its value
 */
public record NamedArgument(String name, Operand value) implements Node {

    @Override
    public void writeTo(SqlWriter writer) {
        writer.identifier(name).sql(" => ");
        Precedence.OR.write(writer, value);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
