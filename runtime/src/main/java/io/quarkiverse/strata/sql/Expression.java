package io.quarkiverse.strata.sql;

import java.util.Collection;

/**
 * A value that PostgreSQL computes: a column, a parameter, a function call, an operator. Immutable; {@code toString()}
 * prints it as SQL.
 *
 * <p>
 * Values given to the methods become parameters, never text. Where one is compared with a column it takes the column's type,
 * elsewhere that of its own class. A null is refused where SQL would make the comparison neither true nor false.
 *
 * @param <T> the class of its values in Java, {@code Object} when unknown: then any value may be given
 */
public sealed interface Expression<T> extends Testable, Selectable, Ordering, GroupingElement, JsonOperators, RangeOperators,
        TextOperators
        permits Column, Bound, Binary, Prefix, FunctionCall, Extract, CaseWhen, CaseOf, Cast, Raw, Label, Ordinal, Keyword,
        RowValue, Nested, Scalar, Collated, AtTimeZone, Subscript, Field, RowVersion, JsonConstructor, JsonValue, JsonQuery {

    /** The class of a selected value, {@code Object.class} when unknown. */
    Class<T> javaType();

    /** {@code this = value}; for null use {@link #isNull()}. */
    default Condition eq(T value) {
        return Comparison.of(this, "=", value, "eq");
    }

    default Condition eq(Operand other) {
        return Comparison.of(this, "=", other, "eq");
    }

    /** {@code this <> value}, not true where this is null; see {@link #isDistinctFrom(Object)}. */
    default Condition ne(T value) {
        return Comparison.of(this, "<>", value, "ne");
    }

    default Condition ne(Operand other) {
        return Comparison.of(this, "<>", other, "ne");
    }

    default Condition lt(T value) {
        return Comparison.of(this, "<", value, "lt");
    }

    default Condition lt(Operand other) {
        return Comparison.of(this, "<", other, "lt");
    }

    default Condition le(T value) {
        return Comparison.of(this, "<=", value, "le");
    }

    default Condition le(Operand other) {
        return Comparison.of(this, "<=", other, "le");
    }

    default Condition gt(T value) {
        return Comparison.of(this, ">", value, "gt");
    }

    default Condition gt(Operand other) {
        return Comparison.of(this, ">", other, "gt");
    }

    default Condition ge(T value) {
        return Comparison.of(this, ">=", value, "ge");
    }

    default Condition ge(Operand other) {
        return Comparison.of(this, ">=", other, "ge");
    }

    /** {@code this BETWEEN low AND high}, both ends included. */
    default Condition between(T low, T high) {
        return Between.of(this, " BETWEEN ", low, high);
    }

    default Condition between(Operand low, Operand high) {
        return Between.of(this, " BETWEEN ", low, high);
    }

    default Condition notBetween(T low, T high) {
        return Between.of(this, " NOT BETWEEN ", low, high);
    }

    /** {@code BETWEEN SYMMETRIC}: the two ends may come in any order. */
    default Condition betweenSymmetric(T one, T other) {
        return Between.of(this, " BETWEEN SYMMETRIC ", one, other);
    }

    default Condition betweenSymmetric(Operand one, Operand other) {
        return Between.of(this, " BETWEEN SYMMETRIC ", one, other);
    }

    default Condition notBetweenSymmetric(T one, T other) {
        return Between.of(this, " NOT BETWEEN SYMMETRIC ", one, other);
    }

    /**
     * Whether this is one of the values. They travel as one array, so the statement is the same whatever their number: up to
     * 32 as {@code = ANY($1)}, more as {@code IN (SELECT unnest($1))}. An empty list is false.
     *
     * @throws IllegalArgumentException for a null list or a null in it
     */
    default Condition in(Collection<? extends T> values) {
        return InList.of(this, values, false);
    }

    /** Whether this is among the rows of a sub-query, or in the list that a {@code param("ids")} will be bound to. */
    default Condition in(Operand rows) {
        return InRows.of(this, rows, false);
    }

    /** The opposite of {@link #in(Collection)}; an empty list is true. Not true where this is null and the list has values. */
    default Condition notIn(Collection<? extends T> values) {
        return InList.of(this, values, true);
    }

    /** {@code NOT IN (sub-query)}: never true when the sub-query has a null. Prefer {@code notExists}. */
    default Condition notIn(Operand rows) {
        return InRows.of(this, rows, true);
    }

    /** {@code LIKE}: {@code %} stands for anything, {@code _} for one character, {@code \} takes their meaning away. */
    default Condition like(String pattern) {
        return Comparison.of(this, "LIKE", Bound.pattern(pattern, "like"), "like");
    }

    default Condition like(Operand pattern) {
        return Comparison.of(this, "LIKE", pattern, "like");
    }

    default Condition notLike(String pattern) {
        return Comparison.of(this, "NOT LIKE", Bound.pattern(pattern, "notLike"), "notLike");
    }

    /** As {@link #like(String)} without regard to case. */
    default Condition ilike(String pattern) {
        return Comparison.of(this, "ILIKE", Bound.pattern(pattern, "ilike"), "ilike");
    }

    default Condition notIlike(String pattern) {
        return Comparison.of(this, "NOT ILIKE", Bound.pattern(pattern, "notIlike"), "notIlike");
    }

    /** {@code this @@ query}: whether a text search vector matches a query. */
    default Condition matches(Operand tsquery) {
        return Comparison.of(this, "@@", tsquery, "matches");
    }

    /** {@code this @> value}: whether an array, a JSON value or a range contains another. */
    default Condition contains(Object value) {
        return Comparison.of(this, "@>", Bound.argument(this, value), "contains");
    }

    default Condition isNull() {
        return new IsTest(this, "IS NULL");
    }

    default Condition isNotNull() {
        return new IsTest(this, "IS NOT NULL");
    }

    /** {@code IS DISTINCT FROM}: null counts as a value here, so the answer is never null. */
    default Condition isDistinctFrom(T value) {
        return value == null ? isNotNull() : Comparison.of(this, "IS DISTINCT FROM", value, "isDistinctFrom");
    }

    default Condition isDistinctFrom(Operand other) {
        return Comparison.of(this, "IS DISTINCT FROM", other, "isDistinctFrom");
    }

    /** {@code IS NOT DISTINCT FROM}: equality in which null equals null. */
    default Condition isNotDistinctFrom(T value) {
        return value == null ? isNull() : Comparison.of(this, "IS NOT DISTINCT FROM", value, "isNotDistinctFrom");
    }

    default Condition isNotDistinctFrom(Operand other) {
        return Comparison.of(this, "IS NOT DISTINCT FROM", other, "isNotDistinctFrom");
    }

    /** {@code this + value}; a value keeps its own type, so 1.5 added to an integer column gives a decimal. */
    default Expression<Object> plus(Object value) {
        return Binary.of(this, "+", value);
    }

    default Expression<Object> minus(Object value) {
        return Binary.of(this, "-", value);
    }

    default Expression<Object> times(Object value) {
        return Binary.of(this, "*", value);
    }

    /** {@code this / value}; two integers give an integer, as in Java. */
    default Expression<Object> dividedBy(Object value) {
        return Binary.of(this, "/", value);
    }

    default Expression<Object> modulo(Object value) {
        return Binary.of(this, "%", value);
    }

    /** {@code -this}. */
    default Expression<T> negate() {
        return new Prefix<>("- ", this, javaType());
    }

    /** {@code this || value}. */
    default Expression<String> concat(Object value) {
        return new Binary<>(this, "||", Bound.argument(value), Precedence.OPERATOR, String.class);
    }

    /** {@code this -> key}: a field of a JSON object by its name, an element of a JSON array by its number. */
    default Expression<Object> json(Object key) {
        return new Binary<>(this, "->", Bound.argument(key), Precedence.OPERATOR, Object.class);
    }

    /** {@code this ->> key}: as {@link #json(Object)}, as text. */
    default Expression<String> jsonText(Object key) {
        return new Binary<>(this, "->>", Bound.argument(key), Precedence.OPERATOR, String.class);
    }

    /** {@code this::type} with the type that stands for a Java class. */
    default <V> Expression<V> cast(Class<V> type) {
        return new Cast<>(this, Types.required(type), type);
    }

    /** {@code this::type}. */
    default Expression<Object> cast(String type) {
        return new Cast<>(this, new PgType(type), Object.class);
    }

    /** {@code this COLLATE name}: sorts and compares by another collation, {@code "C"}, {@code "de-x-icu"}. */
    default Expression<T> collate(String name) {
        return new Collated<>(this, Identifiers.collation(name), javaType());
    }

    /** {@code this AT TIME ZONE zone}: a time with zone as the clocks there show it, or the instant that they show. */
    default Expression<Object> atTimeZone(String zone) {
        return new AtTimeZone<>(this, Bound.value(Misuse.given(zone, "atTimeZone")), Object.class);
    }

    default Expression<Object> atTimeZone(Operand zone) {
        return new AtTimeZone<>(this, Misuse.given(zone, "atTimeZone"), Object.class);
    }

    /** {@code this AT LOCAL}: as {@link #atTimeZone(String)} with the session's zone. PostgreSQL 17. */
    @RequiresServer(clause = "AT LOCAL", version = 17)
    default Expression<Object> atLocal() {
        return new AtTimeZone<>(this, null, Object.class);
    }

    /**
     * {@code this[index]}: an element of an array, counted from 1, or of {@code jsonb}, by key or counted from 0. As a target
     * of {@code set(…)} and {@code columns(…)} it is what is written.
     */
    default Expression<Object> subscript(Object index) {
        return new Subscript(this, Bound.argument(Misuse.given(index, "subscript")), null, false);
    }

    /** {@code this[lower:upper]}: a part of an array, both ends included; null for an open end. */
    default Expression<Object> slice(Object lower, Object upper) {
        return new Subscript(this, lower == null ? null : Bound.argument(lower), upper == null ? null : Bound.argument(upper),
                true);
    }

    /** {@code (this).name}: a field of a composite value. */
    default Expression<Object> field(String name) {
        return new Field(this, Identifiers.check(name, "field"));
    }

    /** {@code (this).*}: all fields of a composite value, in a select list. */
    default Fields allFields() {
        return new Fields(this);
    }

    /** {@code this AS label}. */
    default Aliased<T> as(String label) {
        return new Aliased<>(this, label, javaType());
    }

    default Order asc() {
        return new Order(this, false, null);
    }

    default Order desc() {
        return new Order(this, true, null);
    }

    /** {@code ORDER BY this USING operator}: the order of an operator class, {@code ">"}, {@code "~<~"}. */
    default Order using(String operator) {
        return new Order(this, false, null, Operators.check(operator, "using"));
    }
}
