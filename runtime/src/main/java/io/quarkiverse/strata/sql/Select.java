package io.quarkiverse.strata.sql;

import java.util.List;
import java.util.Map;
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
public final class Select<T> extends SelectFrom<T> implements Operand, Filtered<Select<T>> {

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

    static Select<Row> of(Body.Rows rows) {
        return of(new SelectNode(Ctes.NONE, rows, Tail.NONE), Shape.row());
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
        if (node.body() instanceof Body.Rows) {
            throw Misuse.of(1111, call + "(…) can't follow values(…): select from them: "
                    + "select(…).from(values(…).as(\"name\"))." + call + "(…).");
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
        return core("distinct", core -> core.distinct(List.of()));
    }

    /** The first row, by ORDER BY, of those that are equal in the given expressions. */
    public Select<T> distinctOn(Expression<?> first, Expression<?>... more) {
        List<Expression<?>> on = Lists.of("distinctOn", first, more);
        return core("distinctOn", core -> core.distinct(on));
    }

    @Override
    Select<T> reading(From from) {
        return core("from", core -> core.from(from));
    }

    @Override
    From given() {
        return node.body() instanceof Body.Core core ? core.from() : From.NONE;
    }

    @Override
    From joinable() {
        return node.body() instanceof Body.Core core ? SelectNode.from(core) : From.NONE;
    }

    @Override
    public Select<T> where(Condition first, Condition... more) {
        List<Condition> conditions = Lists.of("where", first, more);
        return core("where", core -> core.where(conditions));
    }

    /**
     * The rows that are marked as deleted ({@code @SoftDelete}) count, too: those of its own FROM, not those of its
     * sub-queries.
     */
    public Select<T> withDeleted() {
        return core("withDeleted", core -> core.from(core.from().includingDeleted()));
    }

    /** Groups by expressions, {@code rollup(…)}, {@code cube(…)}, {@code groupingSets(…)}; called again, by these too. */
    public Select<T> groupBy(GroupingElement first, GroupingElement... more) {
        List<GroupingElement> elements = Lists.of("groupBy", first, more);
        return core("groupBy", core -> core.groupBy(false, elements));
    }

    public Select<T> groupBy(String first, String... more) {
        List<Expression<?>> columns = NamedColumns.of(first, more);
        return core("groupBy", core -> core.groupBy(false, columns));
    }

    /** {@code GROUP BY DISTINCT}: as {@link #groupBy}, each grouping once however often the elements give it. */
    public Select<T> groupByDistinct(GroupingElement first, GroupingElement... more) {
        List<GroupingElement> elements = Lists.of("groupByDistinct", first, more);
        return core("groupByDistinct", core -> core.groupBy(true, elements));
    }

    /** Only groups for which these hold; joined by AND when given repeatedly. */
    public Select<T> having(Condition first, Condition... more) {
        List<Condition> conditions = Lists.of("having", first, more);
        return core("having", core -> core.having(conditions));
    }

    /** Defines a window for {@code over(name)}. */
    public Select<T> window(String name, Window window) {
        Body.NamedWindow named = new Body.NamedWindow(Identifiers.check(name, "window"), Misuse.given(window, "window"));
        return core("window", core -> core.window(named));
    }

    /** Sorts; called again, by that after what was given before. */
    public Select<T> orderBy(Ordering first, Ordering... more) {
        return tail(node.tail().orderBy(Lists.of("orderBy", first, more)));
    }

    /** Sorts by columns, ascending. */
    public Select<T> orderBy(String first, String... more) {
        return tail(node.tail().orderBy(NamedColumns.of(first, more)));
    }

    /**
     * Only the rows that come behind the one that a cursor was made of, whatever was inserted or deleted meanwhile. An index
     * in this order finds them at once, however far the page is from the first one; {@code offset(…)} reads all rows before.
     *
     * <pre>{@code
     * Select<Film> films = select(Film.class).orderBy(col(Film::length).desc().nullsLast(), col(Film::id)).limit(20);
     * List<Film> more = …; // of db.list(films.seekAfter(cursor))
     * String next = films.cursorOf(more.get(more.size() - 1));
     * }</pre>
     *
     * Each part of the order is a column of the selected record, and all of its {@code @Id} are among them. Where all columns
     * have one direction and none can be null they are compared as one row; else column by column. {@link Order#notNull} says
     * of a column that it can't be null. A record without {@code @Id}, or a join that repeats its rows, has to be sorted
     * uniquely all the same: rows that the order holds equal to the cursor's are left out.
     *
     * @param cursor what {@link #cursorOf} gave for a query of the same record in the same order; null for the first page.
     *        Its values are bound as parameters, so one from a stranger does no harm
     * @throws IllegalArgumentException STRATA-1117 when the select can't be paged so, STRATA-1118 when the cursor is of
     *         another record or order, or none at all
     */
    public Select<T> seekAfter(String cursor) {
        Seek<T> seek = Seek.of(node, shape);
        return cursor == null ? this : where(seek.after(cursor));
    }

    /**
     * The cursor of a row of this select, for {@link #seekAfter}: text that can stand in a URL. It has the row's values in the
     * columns of ORDER BY, encoded, not encrypted: don't sort by what its receiver may not know.
     *
     * @param row not null
     * @throws IllegalArgumentException STRATA-1117 when the select can't be paged so
     */
    public String cursorOf(T row) {
        return Seek.of(node, shape).cursorOf(Misuse.given(row, "cursorOf"));
    }

    /** At most so many rows; replaces an earlier limit. */
    public Select<T> limit(long rows) {
        return tail(node.tail().limit(Bound.value(notNegative(rows, "limit"))));
    }

    /** At most as many rows as {@code rows}, a parameter perhaps. */
    public Select<T> limit(Expression<?> rows) {
        return tail(node.tail().limit(int8(rows)));
    }

    /** {@code FETCH FIRST n ROWS WITH TIES}: the limit, and further rows that the order holds equal to the last one. */
    public Select<T> withTies() {
        if (node.tail().limit() == null) {
            throw Misuse.of(1111, "withTies() belongs to a limit: call limit(…) before it.");
        }
        return tail(node.tail().ties());
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

    /**
     * {@code CREATE TABLE name AS} this select, which is what SELECT INTO means: a new table with its rows.
     *
     * @param table the new table's name, {@code "copy"} or {@code "archive.copy"}
     */
    public CreateTableAs into(String table) {
        return CreateTableAs.of("", Identifiers.table(table), this);
    }

    /** As {@link #into} with a temporary table: one connection sees it, until its end. Make it in a transaction. */
    public CreateTableAs intoTemporary(String table) {
        return CreateTableAs.of("TEMPORARY ", Identifiers.table(table), this);
    }

    /** As {@link #into} with a table that isn't in the WAL: faster, and empty after a crash. */
    public CreateTableAs intoUnlogged(String table) {
        return CreateTableAs.of("UNLOGGED ", Identifiers.table(table), this);
    }

    /** The same statement whose rows become something else: a mapped record, {@code Row}, or a value of one column. */
    public <V> Select<V> as(Class<V> type) {
        return new Select<>(node, Shapes.of(type), built, unbound);
    }

    /** Gives a named parameter its value. */
    public Select<T> bind(String name, Object value) {
        return new Select<>(node, shape, built.bind(name, value), false);
    }

    Select<T> bindAll(Map<String, Object> values) {
        return new Select<>(node, shape, built.bindAll(values), false);
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
