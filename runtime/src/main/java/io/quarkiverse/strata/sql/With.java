package io.quarkiverse.strata.sql;

import java.util.List;
import java.util.function.UnaryOperator;

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
        return new With(
                before.plus(recursive, new Cte(Identifiers.check(name, "with"), columns, Part.of(query), null, null, null)));
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
        return last(cte -> cte.materialized(materialized));
    }

    private With last(UnaryOperator<Cte> change) {
        int last = ctes.list().size() - 1;
        return new With(new Ctes(ctes.recursive(), Lists.plus(ctes.list().subList(0, last),
                change.apply(ctes.list().get(last)))));
    }

    /**
     * {@code SEARCH DEPTH FIRST BY columns SET column}: the last one, recursive, gets a column to sort by, each row behind the
     * one that it was found from.
     *
     * @param set the new column
     * @param firstBy what tells rows apart, and in which order those of one level come
     */
    public With searchDepthFirst(String set, String firstBy, String... moreBy) {
        return search("DEPTH", set, firstBy, moreBy);
    }

    /** {@code SEARCH BREADTH FIRST BY columns SET column}: as {@link #searchDepthFirst}, level by level. */
    public With searchBreadthFirst(String set, String firstBy, String... moreBy) {
        return search("BREADTH", set, firstBy, moreBy);
    }

    private With search(String order, String set, String firstBy, String... moreBy) {
        List<String> by = NamedColumns.bare("search", firstBy, moreBy);
        String column = NamedColumns.bare("search", set);
        return last(cte -> cte.search(new Cte.Search(order, by, column)));
    }

    /**
     * {@code CYCLE columns SET mark USING path}: the last one, recursive, goes no further from a row that is on the way to
     * itself.
     *
     * @param mark a new boolean column, true for such a row
     * @param path a new column with the rows on the way
     * @param first what tells rows apart
     */
    public With cycle(String mark, String path, String first, String... more) {
        List<String> columns = NamedColumns.bare("cycle", first, more);
        Cte.Cycle cycle = new Cte.Cycle(columns, NamedColumns.bare("cycle", mark), NamedColumns.bare("cycle", path));
        return last(cte -> cte.cycle(cycle));
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

    public Select<Boolean> select(Condition condition) {
        return Sql.select(condition).with(ctes);
    }

    /** {@code VALUES} behind the common table expressions. */
    public Select<Row> values(RowValue first, RowValue... more) {
        return Sql.values(first, more).with(ctes);
    }

    public Insert insertInto(Table table) {
        return Sql.insertInto(table).with(ctes);
    }

    public Update update(Table table) {
        return Sql.update(table).with(ctes);
    }

    public Delete deleteFrom(Table table) {
        return Sql.deleteFrom(table).with(ctes);
    }

    @RequiresServer(clause = "MERGE", version = 15)
    public Merge mergeInto(String table) {
        return Sql.mergeInto(table).with(ctes);
    }

    @RequiresServer(clause = "MERGE", version = 15)
    public Merge mergeInto(Class<?> type) {
        return Sql.mergeInto(type).with(ctes);
    }

    @RequiresServer(clause = "MERGE", version = 15)
    public Merge mergeInto(Table table) {
        return Sql.mergeInto(table).with(ctes);
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
