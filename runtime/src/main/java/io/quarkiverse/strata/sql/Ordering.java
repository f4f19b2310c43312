package io.quarkiverse.strata.sql;

/** What ORDER BY takes: an expression, or one with a direction. */
public sealed interface Ordering extends Node permits Expression, Order {
}
