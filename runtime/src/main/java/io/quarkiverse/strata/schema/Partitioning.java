package io.quarkiverse.strata.schema;

import java.util.List;

/** How the rows of a table are spread over its partitions, by its columns. */
public record Partitioning(Strategy strategy, List<String> columns) implements Described {

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
        return "PARTITION BY " + strategy + " " + Names.columns(columns);
    }

    @Override
    public void describe(Canonical out) {
        out.value("strategy", strategy).texts("columns", columns);
    }
}
