package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * How the rows of a table are spread over its partitions.
 *
 * @param columns by its columns; empty where {@code expression} says it
 * @param expression by SQL expressions, each in parentheses, or null
 */
public record Partitioning(Strategy strategy, List<String> columns, String expression) implements Described {

    /** What decides on the partition. */
    public enum Strategy {
        RANGE,
        LIST,
        HASH
    }

    public Partitioning {
        columns = List.copyOf(columns);
    }

    String sql() {
        return "PARTITION BY " + strategy + " " + (expression == null ? Names.columns(columns) : "(" + expression + ")");
    }

    @Override
    public void describe(Canonical out) {
        out.value("strategy", strategy).texts("columns", columns).value("expression", expression);
    }
}
