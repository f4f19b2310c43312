package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/** How an index sorts or reads a column. Each method changes this builder and returns it. */
public final class IndexColumn {

    private final String column;
    private final String expression;
    private String collation;
    private String operatorClass;
    private final List<String> parameters = new ArrayList<>();
    private boolean descending;
    private Boolean nullsFirst;

    IndexColumn(String column, String expression) {
        this.column = column;
        this.expression = expression;
    }

    /** The collation, {@code "C"}. */
    public IndexColumn collation(String collation) {
        this.collation = collation;
        return this;
    }

    /** The operator class, {@code text_pattern_ops}, {@code gin_trgm_ops}. */
    public IndexColumn operatorClass(String operatorClass) {
        this.operatorClass = operatorClass;
        return this;
    }

    /** A parameter of the operator class, {@code parameter("siglen", 32)}. */
    public IndexColumn parameter(String name, Object value) {
        parameters.add(Parameters.of(name, value));
        return this;
    }

    /** From the greatest to the least, nulls first unless {@link #nullsLast()}. */
    public IndexColumn descending() {
        descending = true;
        return this;
    }

    /** Nulls stand before all values. */
    public IndexColumn nullsFirst() {
        nullsFirst = true;
        return this;
    }

    /** Nulls stand behind all values. */
    public IndexColumn nullsLast() {
        nullsFirst = false;
        return this;
    }

    CreateIndex.Part build() {
        StringBuilder options = new StringBuilder();
        if (collation != null) {
            options.append(" COLLATE ").append(Names.qualified(collation));
        }
        if (operatorClass != null) {
            options.append(' ').append(Names.qualified(operatorClass))
                    .append(parameters.isEmpty() ? "" : " " + Parameters.list(parameters));
        }
        options.append(descending ? " DESC" : "").append(nullsFirst == null ? "" : nullsFirst ? " NULLS FIRST" : " NULLS LAST");
        return new CreateIndex.Part(column, expression, options.isEmpty() ? null : options.substring(1));
    }
}
