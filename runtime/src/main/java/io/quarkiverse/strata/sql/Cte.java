package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * One common table expression.
 *
 * @param name its name
 * @param columns names for its columns, empty for their own
 * @param query its statement
 * @param materialized whether it is computed by itself, null for PostgreSQL's choice
 */
record Cte(String name, List<String> columns, Node query, Boolean materialized) implements Node {

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter.of(writer).touching().defines(name);
        writer.identifier(name);
        if (!columns.isEmpty()) {
            writer.sql(" (");
            Lists.names(writer, columns);
            writer.sql(")");
        }
        writer.sql(materialized == null ? " AS (" : materialized ? " AS MATERIALIZED (" : " AS NOT MATERIALIZED (");
        writer.node(query).sql(")");
    }
}
