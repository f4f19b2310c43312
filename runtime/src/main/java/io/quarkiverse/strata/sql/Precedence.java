package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * How strongly a part binds, in the order of PostgreSQL's table (manual, 4.1.6), weakest first. A part stands in parentheses
 * where it binds more weakly than its place demands.
 */
public enum Precedence {
    /** Text or a sub-query, of which nothing is known: in parentheses everywhere. */
    OPEN,
    OR,
    AND,
    NOT,
    IS,
    COMPARISON,
    /** BETWEEN, IN, LIKE, ILIKE, SIMILAR. */
    RANGE,
    /** All operators that have no line of their own: {@code ||}, {@code ->}, {@code @@}, {@code @>}. */
    OPERATOR,
    ADDITION,
    MULTIPLICATION,
    /** AT TIME ZONE. */
    AT,
    COLLATE,
    UNARY,
    CAST,
    PRIMARY;

    private static final List<Precedence> ALL = List.of(values());

    /** The next stronger one: what the right operand of a left-associative operator must have. */
    Precedence above() {
        return ALL.get(Math.min(ordinal() + 1, PRIMARY.ordinal()));
    }

    /** Writes {@code operand}, in parentheses unless it binds at least as strongly as {@code this}. */
    void write(SqlWriter writer, Operand operand) {
        if (operand.precedence().compareTo(this) >= 0) {
            writer.node(operand);
        } else {
            writer.sql("(").node(operand).sql(")");
        }
    }
}
