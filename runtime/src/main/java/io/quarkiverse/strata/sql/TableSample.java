package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * TABLESAMPLE.
 *
 * @param method the name of the sampling method in its parts
 * @param arguments how much
 * @param seed null for another sample each time
 */
public record TableSample(List<String> method, List<Operand> arguments, Operand seed) implements Node {

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(" TABLESAMPLE ");
        Identifiers.write(writer, method);
        writer.sql(" (");
        Lists.commas(writer, arguments);
        writer.sql(")");
        if (seed == null) {
            ScopedWriter.of(writer).touching().unstable("TABLESAMPLE");
        } else {
            writer.sql(" REPEATABLE (").node(seed).sql(")");
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
