package io.quarkiverse.strata.sql;

/** What GROUP BY takes: an expression, {@code rollup}, {@code cube} or {@code groupingSets}. */
public sealed interface GroupingElement extends Node permits Expression, GroupingSets {
}
