package io.quarkiverse.strata.sql;

import java.util.Collection;
import java.util.function.Supplier;

/**
 * What select, update and delete have in common: conditions, which are joined by AND when given repeatedly.
 *
 * @param <S> the statement
 */
public sealed interface Filtered<S> permits Select, Update, Delete {

    /** Only rows for which all of these hold, together with those given before. */
    S where(Condition first, Condition... more);

    /**
     * As {@link #where} if {@code wanted}, else the same statement. The condition is made in any case: where its value may be
     * null, use {@link #whereIf(boolean, Supplier)}.
     */
    @SuppressWarnings("unchecked")
    default S whereIf(boolean wanted, Condition condition) {
        return wanted ? where(condition) : (S) this;
    }

    /**
     * As {@link #where} if {@code wanted}, else the same statement and the condition isn't made, so that its value may be null
     * then: {@code whereIf(rating != null, () -> col(Film::rating).eq(rating))}. An update or delete that is left without any
     * condition fails as one that never had one.
     *
     * @param condition asked at once, and only if wanted; what it throws is thrown
     * @throws IllegalArgumentException when it is wanted and null
     */
    @SuppressWarnings("unchecked")
    default S whereIf(boolean wanted, Supplier<? extends Condition> condition) {
        return wanted ? where(condition.get()) : (S) this;
    }

    /** {@code where(col(column).eq(value))}. */
    default S whereEq(String column, Object value) {
        return where(new NamedColumn(Identifiers.column(column)).eq(value));
    }

    default S whereNull(String column) {
        return where(new NamedColumn(Identifiers.column(column)).isNull());
    }

    default S whereNotNull(String column) {
        return where(new NamedColumn(Identifiers.column(column)).isNotNull());
    }

    /** {@code where(col(column).in(values))}. */
    default S whereIn(String column, Collection<?> values) {
        return where(new NamedColumn(Identifiers.column(column)).in(values));
    }

    default S whereIn(String column, Select<?> query) {
        return where(new NamedColumn(Identifiers.column(column)).in(query));
    }

    default S whereNotIn(String column, Collection<?> values) {
        return where(new NamedColumn(Identifiers.column(column)).notIn(values));
    }

    /** {@code NOT IN (sub-query)}: never true when the sub-query has a null. Prefer {@link #whereNotExists}. */
    default S whereNotIn(String column, Select<?> query) {
        return where(new NamedColumn(Identifiers.column(column)).notIn(query));
    }

    default S whereExists(Query<?> query) {
        return where(new Exists(Part.of(query), false));
    }

    default S whereNotExists(Query<?> query) {
        return where(new Exists(Part.of(query), true));
    }

    /** A condition in SQL text; values only through {@code :name} and {@code bind}. */
    default S whereRaw(Raw condition) {
        return where(condition);
    }

    /** A condition in SQL text without values, or with {@code :name} for the statement's own {@code bind}. */
    default S whereRaw(String condition) {
        return where(Raw.of(condition));
    }
}
