package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/** Extended statistics. Each method changes this builder and returns it. */
public final class StatisticsBuilder {

    private final String name;
    private final String table;
    private List<CreateStatistics.Kind> kinds = List.of();
    private List<String> columns = List.of();
    private final List<String> expressions = new ArrayList<>();

    StatisticsBuilder(String name, String table) {
        this.name = name;
        this.table = table;
    }

    /** What is collected; all kinds when not called. */
    public StatisticsBuilder kinds(CreateStatistics.Kind... kinds) {
        this.kinds = List.of(kinds);
        return this;
    }

    /** Of these columns together. */
    public StatisticsBuilder columns(String... columns) {
        this.columns = List.of(columns);
        return this;
    }

    /** Of this SQL expression. */
    public StatisticsBuilder expression(String sql) {
        expressions.add(sql);
        return this;
    }

    CreateStatistics build() {
        if (columns.isEmpty() && expressions.isEmpty()) {
            throw new IllegalArgumentException("STRATA-3104: statistics " + name + " on " + table
                    + " are of nothing: call columns(\"…\", \"…\") or expression(\"…\")");
        }
        return new CreateStatistics(name, table, kinds, columns, expressions);
    }
}
