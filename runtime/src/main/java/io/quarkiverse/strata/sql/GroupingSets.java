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
        Lists.commas(writer, elements);
        writer.sql(")");
    }

    @Override
    public String toString() {
        return ReadableWriter.print(this);
    }
}
