package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * One common table expression.
 *
 * @param name its name
 * @param columns names for its columns, empty for their own
 * @param query its statement
 * @param materialized whether it is computed by itself, null for PostgreSQL's choice
 * @param search the order in which a recursive one finds its rows, null for none
 * @param cycle how a recursive one ends on circles, null when it doesn't look
 */
record Cte(String name, List<String> columns, Node query, Boolean materialized, Search search, Cycle cycle) implements Node {

    /** SEARCH. @param first DEPTH or BREADTH. @param set the column that the order is in */
    record Search(String first, List<String> by, String set) {
    }

    /** CYCLE. @param mark the column that tells whether the row is in a circle. @param path the column with the way to it */
    record Cycle(List<String> columns, String mark, String path) {
    }

    Cte materialized(boolean isMaterialized) {
        return new Cte(name, columns, query, isMaterialized, search, cycle);
    }

    Cte search(Search other) {
        return new Cte(name, columns, query, materialized, other, cycle);
    }

    Cte cycle(Cycle other) {
        return new Cte(name, columns, query, materialized, search, other);
    }

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
        if (search != null) {
            writer.sql(" SEARCH ").sql(search.first).sql(" FIRST BY ");
            Lists.names(writer, search.by);
            writer.sql(" SET ").identifier(search.set);
        }
        if (cycle != null) {
            writer.sql(" CYCLE ");
            Lists.names(writer, cycle.columns);
            writer.sql(" SET ").identifier(cycle.mark).sql(" USING ").identifier(cycle.path);
        }
    }
}
