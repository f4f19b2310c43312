package io.quarkiverse.strata.sql;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A SELECT: an immutable value, each call gives another one.
 *
 * <pre>{@code
 * Select<Film> long_ones = select(Film.class).where(col(Film::length).gt(180)).orderBy(col(Film::title)).limit(10);
 * }</pre>
 *
 * It is also an operand: {@code col(Film::length).gt(select(avg(col(Film::length))).from(Film.class))}.
 *
 * @param <T> what one row becomes
 */
public final class Select<T> extends BuiltQuery<T> implements Operand, Filtered<Select<T>> {

    private final SelectNode node;
    private final boolean unbound;

    private Select(SelectNode node, Shape<T> shape, Built built, boolean unbound) {
        super(built, shape);
        this.node = node;
        this.unbound = unbound;
    }

    private static <T> Select<T> of(SelectNode node, Shape<T> shape) {
        return new Select<>(node, shape, new Built(node), true);
    }

    static <T> Select<T> of(Selection selection, Shape<T> shape) {
        return of(new SelectNode(Ctes.NONE, Body.core(selection), Tail.NONE), shape);
    }

    SelectNode node() {
        return node;
    }

    boolean isUnbound() {
        return unbound;
    }

    private Select<T> core(String call, UnaryOperator<Body.Core> change) {
        if (node.body() instanceof Body.Core core) {
            return of(new SelectNode(node.ctes(), change.apply(core), node.tail()), shape).rebound(this);
        }
        throw Misuse.of(1111,
                call + "(…) can't follow union, intersect or except: give it to the parts, or select from the whole: "
                        + "select(…).from(query.as(\"name\"))." + call + "(…).");
    }

    private Select<T> tail(Tail tail) {
        return of(new SelectNode(node.ctes(), node.body(), tail), shape).rebound(this);
    }

    /** Values are bound last, to a finished statement: what changes it later would lose them. */
    private Select<T> rebound(Select<?> before) {
        if (before.unbound) {
            return this;
        }
        Built values = built.adopt(before.built);
        return new Select<>(node, shape, values, false);
    }

    Select<T> with(Ctes before) {
        return of(new SelectNode(before.plus(node.ctes()), node.body(), node.tail()), shape).rebound(this);
    }

    /** The same rows without repetition. */
    public Select<T> distinct() {
        return core("distinct", core -> new Body.Core(core.selection(), new Body.Distinct(List.of()), core.from(), core.where(),
                core.groupBy(), core.having(), core.windows()));
    }

    /** The first row, by ORDER BY, of those that are equal in the given expressions. */
    public Select<T> distinctOn(Expression<?> first, Expression<?>... more) {
        return core("distinctOn",
                core -> new Body.Core(core.selection(), new Body.Distinct(Lists.of("distinctOn", first, more)),
                        core.from(), core.where(), core.groupBy(), core.having(), core.windows()));
    }

    private Select<T> from(From from) {
        return core("from", core -> new Body.Core(core.selection(), core.distinct(), from, core.where(), core.groupBy(),
                core.having(), core.windows()));
    }

    private From from() {
        return node.body() instanceof Body.Core core ? core.from() : From.NONE;
    }

    /** What is joined to when from(…) wasn't called: the record's own table. */
    private From joinable() {
        return node.body() instanceof Body.Core core ? SelectNode.from(core) : From.NONE;
    }

    /** Reads from a table, sub-query or function; called again, from a further one ({@code FROM a, b}). */
    public Select<T> from(FromItem item) {
        return from(from().plus(item));
    }

    /** Reads from a table or common table expression by name, {@code "film"} or {@code "public.film"}. */
    public Select<T> from(String table) {
        return from(Table.of(table));
    }

    /** Reads from the table of a mapped record. */
    public Select<T> from(Class<?> type) {
        return from(Table.of(type));
    }

    private Joining<Select<T>> joining(String join, FromItem item) {
        return new Joining<>(joinable(), join, item, this::from);
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
        return from(joinable().plus("CROSS JOIN", item, null, List.of()));
    }

    public Select<T> crossJoin(String table) {
        return crossJoin(Table.of(table));
    }

    public Select<T> crossJoin(Class<?> type) {
        return crossJoin(Table.of(type));
    }

    @Override
    public Select<T> where(Condition first, Condition... more) {
        return core("where", core -> new Body.Core(core.selection(), core.distinct(), core.from(),
                Lists.concat(core.where(), Lists.of("where", first, more)), core.groupBy(), core.having(), core.windows()));
    }

    private Select<T> groupBy(List<Expression<?>> expressions) {
        return core("groupBy", core -> new Body.Core(core.selection(), core.distinct(), core.from(), core.where(),
                Lists.concat(core.groupBy(), expressions), core.having(), core.windows()));
    }

    public Select<T> groupBy(Expression<?> first, Expression<?>... more) {
        return groupBy(Lists.of("groupBy", first, more));
    }

    public Select<T> groupBy(String first, String... more) {
        return groupBy(NamedColumns.<Expression<?>> of(first, more));
    }

    /** Only groups for which these hold; joined by AND when given repeatedly. */
    public Select<T> having(Condition first, Condition... more) {
        return core("having",
                core -> new Body.Core(core.selection(), core.distinct(), core.from(), core.where(), core.groupBy(),
                        Lists.concat(core.having(), Lists.of("having", first, more)), core.windows()));
    }

    /** Defines a window for {@code over(name)}. */
    public Select<T> window(String name, Window window) {
        Body.NamedWindow named = new Body.NamedWindow(Identifiers.check(name, "window"), Misuse.given(window, "window"));
        return core("window",
                core -> new Body.Core(core.selection(), core.distinct(), core.from(), core.where(), core.groupBy(),
                        core.having(), Lists.plus(core.windows(), named)));
    }

    /** Sorts; called again, by that after what was given before. */
    public Select<T> orderBy(Ordering first, Ordering... more) {
        return tail(node.tail().orderBy(Lists.of("orderBy", first, more)));
    }

    /** Sorts by columns, ascending. */
    public Select<T> orderBy(String first, String... more) {
        return tail(node.tail().orderBy(NamedColumns.of(first, more)));
    }

    /** At most so many rows; replaces an earlier limit. */
    public Select<T> limit(long rows) {
        return tail(node.tail().limit(Bound.value(notNegative(rows, "limit"))));
    }

    /** At most as many rows as {@code rows}, a parameter perhaps. */
    public Select<T> limit(Expression<?> rows) {
        return tail(node.tail().limit(int8(rows)));
    }

    /** Without the first rows; replaces an earlier offset. */
    public Select<T> offset(long rows) {
        return tail(node.tail().offset(Bound.value(notNegative(rows, "offset"))));
    }

    public Select<T> offset(Expression<?> rows) {
        return tail(node.tail().offset(int8(rows)));
    }

    private static Operand int8(Expression<?> rows) {
        return rows instanceof Bound<?> bound && bound.untyped() ? Bound.open(bound.place().parameter().name(), Long.class)
                : rows;
    }

    private static long notNegative(long rows, String call) {
        if (rows < 0) {
            throw Misuse.of(1105, call + "(…) takes 0 or more rows.");
        }
        return rows;
    }

    private Select<T> lock(String strength, String[] of) {
        List<String> items = of.length == 0 ? List.of()
                : NamedColumns.bare("forUpdate", of[0], java.util.Arrays.copyOfRange(of, 1, of.length));
        return tail(node.tail().locks(Lists.plus(node.tail().locks(), new Lock(strength, items, ""))));
    }

    /** {@code FOR UPDATE}, of the FROM items named or of all; the statement counts as a write. */
    public Select<T> forUpdate(String... of) {
        return lock("UPDATE", of);
    }

    /** {@code FOR NO KEY UPDATE}: lets rows with foreign keys to the locked ones be inserted. */
    public Select<T> forNoKeyUpdate(String... of) {
        return lock("NO KEY UPDATE", of);
    }

    public Select<T> forShare(String... of) {
        return lock("SHARE", of);
    }

    public Select<T> forKeyShare(String... of) {
        return lock("KEY SHARE", of);
    }

    /** Leaves out rows that others have locked: for queues. */
    public Select<T> skipLocked() {
        return whenLocked(" SKIP LOCKED", "skipLocked");
    }

    /** Fails at once on rows that others have locked. */
    public Select<T> noWait() {
        return whenLocked(" NOWAIT", "noWait");
    }

    private Select<T> whenLocked(String words, String call) {
        List<Lock> locks = node.tail().locks();
        if (locks.isEmpty()) {
            throw Misuse.of(1111, call + "() belongs to a lock: call forUpdate() or forShare() before it.");
        }
        int last = locks.size() - 1;
        Lock lock = locks.get(last);
        return tail(node.tail().locks(Lists.plus(locks.subList(0, last), new Lock(lock.strength(), lock.of(), words))));
    }

    private Select<T> combined(String operator, Query<? extends T> other) {
        // WITH moves outwards, so that the other part sees it too
        Body.Combined body = new Body.Combined(new SelectNode(Ctes.NONE, node.body(), node.tail()), operator, Part.of(other));
        return of(new SelectNode(node.ctes(), body, Tail.NONE), shape).rebound(this);
    }

    /** The rows of both without repetition; orderBy, limit and offset that follow belong to the whole. */
    public Select<T> union(Query<? extends T> other) {
        return combined("UNION", other);
    }

    /** The rows of both; orderBy, limit and offset that follow belong to the whole. */
    public Select<T> unionAll(Query<? extends T> other) {
        return combined("UNION ALL", other);
    }

    public Select<T> intersect(Query<? extends T> other) {
        return combined("INTERSECT", other);
    }

    public Select<T> intersectAll(Query<? extends T> other) {
        return combined("INTERSECT ALL", other);
    }

    public Select<T> except(Query<? extends T> other) {
        return combined("EXCEPT", other);
    }

    public Select<T> exceptAll(Query<? extends T> other) {
        return combined("EXCEPT ALL", other);
    }

    /** This select as a FROM item with a name. */
    public Derived as(String name) {
        return Derived.of(this, false, name);
    }

    /** The same statement whose rows become something else: a mapped record, {@code Row}, or a value of one column. */
    public <V> Select<V> as(Class<V> type) {
        return new Select<>(node, Shapes.of(type), built, unbound);
    }

    /** Gives a named parameter its value. */
    public Select<T> bind(String name, Object value) {
        return new Select<>(node, shape, built.bind(name, value), false);
    }

    /** {@code count(*)} of the rows that this select has. Its ORDER BY and locks are left out, its LIMIT and OFFSET count. */
    public Select<Long> asCount() {
        return of(Counting.count(node), Shape.scalar(Long.class)).rebound(this);
    }

    /** Whether this select has a row. */
    public Select<Boolean> asExists() {
        return of(Counting.exists(node), Shape.scalar(Boolean.class)).rebound(this);
    }

    @Override
    public Precedence precedence() {
        return Precedence.OPEN;
    }
}
