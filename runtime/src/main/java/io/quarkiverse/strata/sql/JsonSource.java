package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * What SQL/JSON's query functions look at.
 *
 * @param context the JSON value
 * @param path the path into it
 * @param passing values that the path calls {@code $name}
 */
public record JsonSource(Operand context, Operand path, List<Variable> passing) implements Node {

    /**
     * A value with the name by which the path knows it.
     *
     * @param name without the dollar sign
     * @param value its value
     */
    public record Variable(String name, Operand value) implements Node {

        @Override
        public void writeTo(SqlWriter writer) {
            Precedence.OR.write(writer, value);
            writer.sql(" AS ").identifier(name);
        }
    }

    JsonSource passing(String name, Object value) {
        return new JsonSource(context, path,
                Lists.plus(passing, new Variable(Identifiers.check(name, "passing"), Bound.argument(value))));
    }

    @Override
    public void writeTo(SqlWriter writer) {
        Precedence.OR.write(writer, context);
        writer.sql(", ").node(path);
        if (!passing.isEmpty()) {
            writer.sql(" PASSING ");
            Lists.commas(writer, passing);
        }
    }
}
