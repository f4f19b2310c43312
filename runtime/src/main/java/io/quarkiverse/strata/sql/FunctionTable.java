package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * The rows of a function in FROM, {@code generate_series(1, 10) AS n}.
 *
 * @param call the call
 * @param alias null for none
 * @param columns names for its columns, empty for their own
 * @param withOrdinality whether a last column counts the rows
 */
public record FunctionTable(FunctionCall<?> call, String alias, List<String> columns, boolean withOrdinality)
        implements
            FromItem {

    /** The same under a name, with names for its columns. */
    public FunctionTable as(String name, String... columnNames) {
        List<String> names = columnNames.length == 0 ? List.of()
                : NamedColumns.bare("as", columnNames[0], java.util.Arrays.copyOfRange(columnNames, 1, columnNames.length));
        return new FunctionTable(call, Identifiers.check(name, "as"), names, withOrdinality);
    }

    /** The same with a last column that counts the rows from 1, named {@code ordinality} unless named otherwise. */
    public FunctionTable ordinality() {
        return new FunctionTable(call, alias, columns, true);
    }

    @Override
    public String name() {
        return alias == null ? call.name().get(call.name().size() - 1) : alias;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.node(call);
        if (withOrdinality) {
            writer.sql(" WITH ORDINALITY");
        }
        if (alias != null) {
            writer.sql(" AS ").identifier(alias);
        }
        if (!columns.isEmpty()) {
            writer.sql(" (");
            Lists.names(writer, columns);
            writer.sql(")");
        }
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
