package io.quarkiverse.strata.sql;

/** What can stand in a select list or in RETURNING. */
public sealed interface Selectable extends Node permits Expression, Condition, Aliased, All, Fields {
}
