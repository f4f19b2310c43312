package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * {@code ROWS FROM (…)}: the rows of several functions side by side, the shorter ones filled up with nulls.
 *
 * @param calls the calls
 * @param alias null for none
 * @param columns names for its columns, empty for their own
 * @param withOrdinality whether a last column counts the rows
 */
public record RowsFrom(List<FunctionCall<?>> calls, String alias, List<String> columns, boolean withOrdinality)
        implements
            FromItem {

    /** The same under a name, with names for its columns. */
    public RowsFrom as(String name, String... columnNames) {
        return new RowsFrom(calls, Identifiers.check(name, "as"), NamedColumns.bareOrNone("as", columnNames), withOrdinality);
    }

    /** The same with a last column that counts the rows from 1. */
    public RowsFrom ordinality() {
        return new RowsFrom(calls, alias, columns, true);
    }

    @Override
    public String name() {
        return alias;
    }

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql("ROWS FROM (");
        Lists.commas(writer, calls);
        writer.sql(withOrdinality ? ") WITH ORDINALITY" : ")");
        FunctionTable.writeAlias(writer, alias, columns);
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
