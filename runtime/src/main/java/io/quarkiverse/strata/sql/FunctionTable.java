package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * The rows of a function in FROM, {@code generate_series(1, 10) AS n}. It sees the FROM items before it.
 *
 * @param call the call
 * @param alias null for none
 * @param columns names for its columns, empty for their own
 * @param definitions names and types of its columns, where the function returns records of no known type; else empty
 * @param withOrdinality whether a last column counts the rows
 */
public record FunctionTable(FunctionCall<?> call, String alias, List<String> columns, List<ColumnDefinition> definitions,
        boolean withOrdinality) implements FromItem {

    public FunctionTable(FunctionCall<?> call, String alias, List<String> columns, boolean withOrdinality) {
        this(call, alias, columns, List.of(), withOrdinality);
    }

    /** The same under a name, with names for its columns. */
    public FunctionTable as(String name, String... columnNames) {
        return new FunctionTable(call, Identifiers.check(name, "as"), NamedColumns.bareOrNone("as", columnNames), List.of(),
                withOrdinality);
    }

    /**
     * The same under a name, with names and types for the columns of a function that returns {@code record}:
     * {@code table(function("json_to_recordset", …)).as("x", columnDefinition("a", "int"))}.
     */
    public FunctionTable as(String name, ColumnDefinition first, ColumnDefinition... more) {
        return new FunctionTable(call, Identifiers.check(name, "as"), List.of(), Lists.of("as", first, more), withOrdinality);
    }

    /** The same with a last column that counts the rows from 1, named {@code ordinality} unless named otherwise. */
    public FunctionTable ordinality() {
        return new FunctionTable(call, alias, columns, definitions, true);
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
        writeAlias(writer, alias, columns);
        if (!definitions.isEmpty()) {
            writer.sql(" (");
            Lists.commas(writer, definitions);
            writer.sql(")");
        }
    }

    static void writeAlias(SqlWriter writer, String alias, List<String> columns) {
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
