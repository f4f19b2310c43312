package io.quarkiverse.strata.runtime.devui;

import java.util.List;

import io.quarkiverse.strata.insight.IndexAdvice;

/**
 * An index that seems to be missing, as {@link IndexAdvice} has it.
 *
 * @param kind the name of an {@link IndexAdvice.Kind}
 * @param statement the statement whose plan it follows from, or null
 */
public record Advice(String dataSource, String kind, String table, List<String> columns, String reason, String ddl,
        String statement) {

    public Advice {
        columns = List.copyOf(columns);
    }

    static Advice of(IndexAdvice advice) {
        return new Advice(advice.dataSource(), advice.kind().name(), advice.table(), advice.columns(), advice.reason(),
                advice.ddl(), advice.statement());
    }
}
