package io.quarkiverse.strata.sql;

import java.util.List;

/** The FROM clause of a select. */
abstract sealed class SelectFrom<T> extends BuiltQuery<T> permits Select {

    SelectFrom(Built built, Shape<T> shape) {
        super(built, shape);
    }

    abstract Select<T> reading(From from);

    abstract From given();

    /** What is joined to when from(…) wasn't called: the record's own table. */
    abstract From joinable();

    /** Reads from a table, sub-query or function; called again, from a further one ({@code FROM a, b}). */
    public Select<T> from(FromItem item) {
        return reading(given().plus(item));
    }

    /** Reads from a table or common table expression by name, {@code "film"} or {@code "public.film"}. */
    public Select<T> from(String table) {
        return from(Table.of(table));
    }

    /** Reads from a sub-query without a name. PostgreSQL 16; before it, {@code from(query.as("name"))}. */
    @RequiresServer(clause = "a sub-query in FROM without a name", version = 16)
    public Select<T> from(Query<?> query) {
        return from(Derived.of(query, false, null));
    }

    /** Reads from the table of a mapped record. */
    public Select<T> from(Class<?> type) {
        return from(Table.of(type));
    }

    private Joining<Select<T>> joining(String join, FromItem item) {
        return new Joining<>(joinable(), join, item, this::reading);
    }

    public Joining<Select<T>> join(FromItem item) {
        return joining("JOIN", item);
    }

    public Joining<Select<T>> join(String table) {
        return join(Table.of(table));
    }

    public Joining<Select<T>> join(Class<?> type) {
        return join(Table.of(type));
    }

    public Joining<Select<T>> leftJoin(FromItem item) {
        return joining("LEFT JOIN", item);
    }

    public Joining<Select<T>> leftJoin(String table) {
        return leftJoin(Table.of(table));
    }

    public Joining<Select<T>> leftJoin(Class<?> type) {
        return leftJoin(Table.of(type));
    }

    public Joining<Select<T>> rightJoin(FromItem item) {
        return joining("RIGHT JOIN", item);
    }

    public Joining<Select<T>> rightJoin(String table) {
        return rightJoin(Table.of(table));
    }

    public Joining<Select<T>> rightJoin(Class<?> type) {
        return rightJoin(Table.of(type));
    }

    public Joining<Select<T>> fullJoin(FromItem item) {
        return joining("FULL JOIN", item);
    }

    public Joining<Select<T>> fullJoin(String table) {
        return fullJoin(Table.of(table));
    }

    public Joining<Select<T>> fullJoin(Class<?> type) {
        return fullJoin(Table.of(type));
    }

    /** Every row with every row; with {@code lateral(query).as("x")} the rows of the sub-query for each row. */
    public Select<T> crossJoin(FromItem item) {
        return reading(joinable().plus("CROSS JOIN", item, null, List.of()));
    }

    public Select<T> crossJoin(String table) {
        return crossJoin(Table.of(table));
    }

    public Select<T> crossJoin(Class<?> type) {
        return crossJoin(Table.of(type));
    }

    /** {@code NATURAL JOIN}: equal in all columns of the same name, whichever these are when it runs. Prefer {@code using}. */
    public Select<T> naturalJoin(FromItem item) {
        return natural("NATURAL JOIN", item);
    }

    public Select<T> naturalJoin(String table) {
        return naturalJoin(Table.of(table));
    }

    public Select<T> naturalLeftJoin(FromItem item) {
        return natural("NATURAL LEFT JOIN", item);
    }

    public Select<T> naturalLeftJoin(String table) {
        return naturalLeftJoin(Table.of(table));
    }

    public Select<T> naturalRightJoin(FromItem item) {
        return natural("NATURAL RIGHT JOIN", item);
    }

    public Select<T> naturalRightJoin(String table) {
        return naturalRightJoin(Table.of(table));
    }

    public Select<T> naturalFullJoin(FromItem item) {
        return natural("NATURAL FULL JOIN", item);
    }

    public Select<T> naturalFullJoin(String table) {
        return naturalFullJoin(Table.of(table));
    }

    private Select<T> natural(String join, FromItem item) {
        return reading(joinable().plus(join, item, null, List.of()));
    }
}
