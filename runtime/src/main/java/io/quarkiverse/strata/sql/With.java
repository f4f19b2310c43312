package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * Common table expressions that wait for the statement that uses them:
 * {@code with("recent", query).select(Film.class).from("recent")}. Their names are tables for {@code from} and joins.
 */
public final class With {

    private final Ctes ctes;

    With(Ctes ctes) {
        this.ctes = ctes;
    }

    static With of(Ctes before, boolean recursive, String name, List<String> columns, Query<?> query) {
        return new With(before.plus(recursive, new Cte(Identifiers.check(name, "with"), columns, Part.of(query), null)));
    }

    /** A further one, which sees those before it. */
    public With with(String name, Query<?> query) {
        return of(ctes, false, name, List.of(), query);
    }

    /** A further one that may name itself in its query. */
    public With withRecursive(String name, Query<?> query) {
        return of(ctes, true, name, List.of(), query);
    }

    /** As {@link #withRecursive(String, Query)} with names for its columns. */
    public With withRecursive(String name, List<String> columns, Query<?> query) {
        return of(ctes, true, name, List.copyOf(columns), query);
    }

    /** Has PostgreSQL compute the last one by itself, once. */
    public With materialized() {
        return materialized(true);
    }

    /** Has PostgreSQL merge the last one into the statement. */
    public With notMaterialized() {
        return materialized(false);
    }

    private With materialized(boolean materialized) {
        int last = ctes.list().size() - 1;
        Cte cte = ctes.list().get(last);
        return new With(new Ctes(ctes.recursive(), Lists.plus(ctes.list().subList(0, last),
                new Cte(cte.name(), cte.columns(), cte.query(), materialized))));
    }

    /** Selects the columns of a record; see {@link Sql#select(Class)}. */
    public <T> Select<T> select(Class<T> type) {
        return Sql.select(type).with(ctes);
    }

    public <T> Select<T> select(Expression<T> expression) {
        return Sql.select(expression).with(ctes);
    }

    public <T> Select<T> select(Aliased<T> expression) {
        return Sql.select(expression).with(ctes);
    }

    public Select<Row> select(All all) {
        return Sql.select(all).with(ctes);
    }

    public Select<Row> select(Selectable first, Selectable second, Selectable... more) {
        return Sql.select(first, second, more).with(ctes);
    }

    public Insert insertInto(String table) {
        return Sql.insertInto(table).with(ctes);
    }

    public Insert insertInto(Class<?> type) {
        return Sql.insertInto(type).with(ctes);
    }

    public Update update(String table) {
        return Sql.update(table).with(ctes);
    }

    public Update update(Class<?> type) {
        return Sql.update(type).with(ctes);
    }

    public Delete deleteFrom(String table) {
        return Sql.deleteFrom(table).with(ctes);
    }

    public Delete deleteFrom(Class<?> type) {
        return Sql.deleteFrom(type).with(ctes);
    }
}
