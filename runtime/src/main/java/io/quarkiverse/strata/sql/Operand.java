package io.quarkiverse.strata.sql;

/** What can stand on the right of an operator or as an argument: an expression, a condition, a sub-query, ANY or ALL. */
public sealed interface Operand extends Node permits Testable, Select, Quantified, UnnestedColumn {

    /** How strongly it binds; decides whether it stands in parentheses. */
    Precedence precedence();
}
