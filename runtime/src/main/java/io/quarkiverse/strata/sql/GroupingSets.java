package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * Several groupings at once.
 *
 * @param keyword ROLLUP, CUBE or GROUPING SETS; empty for {@code ()}, the grouping of all rows
 * @param elements what they are made of; {@code row(a, b)} stands for both together
 */
record GroupingSets(String keyword, List<GroupingElement> elements) implements GroupingElement {

    @Override
    public void writeTo(SqlWriter writer) {
        writer.sql(keyword).sql(keyword.isEmpty() ? "(" : " (");
        write(writer, elements);
        writer.sql(")");
    }

    /** A row of one field is that field: {@code ROW(a)} would be another value. */
    static void write(SqlWriter writer, List<GroupingElement> elements) {
        Lists.commas(writer, elements, element -> {
            if (element instanceof RowValue row && row.fields().size() == 1) {
                writer.sql("(").node(row.fields().get(0)).sql(")");
            } else if (element instanceof Expression<?> expression) {
                Precedence.OR.write(writer, expression);
            } else {
                writer.node(element);
            }
        });
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
