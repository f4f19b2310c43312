package io.quarkiverse.strata.sql;

import java.util.List;
import java.util.Map;

/**
 * An UPDATE: an immutable value, each call gives another one. Without {@link #where} it fails unless {@link #allRows()} says
 * that every row is meant.
 *
 * <pre>{@code
 * Update raise = update(Film.class).set("rental_rate", col("rental_rate").times(new BigDecimal("1.1")))
 *         .where(col(Film::id).eq(7L));
 * }</pre>
 */
public final class Update extends Modifying implements Filtered<Update> {

    private final UpdateNode node;

    private Update(UpdateNode node, Update before) {
        super(node, before == null ? null : before.built);
        this.node = node;
    }

    private Update(UpdateNode node, Built built) {
        super(built);
        this.node = node;
    }

    static Update of(Table table) {
        return new Update(new UpdateNode(Ctes.NONE, table, List.of(), From.NONE, List.of(), false, null), (Update) null);
    }

    Update with(Ctes ctes) {
        return new Update(new UpdateNode(ctes, node.table(), node.assignments(), node.from(), node.where(), node.allRows(),
                null), this);
    }

    /** Gives the table another name in the statement. */
    public Update as(String alias) {
        return new Update(new UpdateNode(node.ctes(), node.table().as(alias), node.assignments(), node.from(), node.where(),
                node.allRows(), null), this);
    }

    private Update set(Assignment assignment) {
        return new Update(new UpdateNode(node.ctes(), node.table(), Lists.plus(node.assignments(), assignment), node.from(),
                node.where(), node.allRows(), null), this);
    }

    /**
     * Sets a column to a value, or to what an expression or sub-query gives; null is NULL.
     *
     * @throws IllegalArgumentException when the table is a mapped record's and the value doesn't fit the record's column
     */
    public Update set(String column, Object value) {
        return set(Assignment.of(node.table().rowType(), column, value));
    }

    /**
     * Sets a column to a value of its class or to what an expression or sub-query gives; null is NULL. The target may be an
     * element or a field of a column, {@code col("tags").subscript(1)}.
     */
    public Update set(Expression<?> target, Object value) {
        return set(Assignment.of(target, value));
    }

    /**
     * {@code SET (a, b) = …}: sets several columns at once, to {@code row(…)} or to the columns of a sub-query's only row, all
     * null where it has none.
     */
    public Update set(List<String> columns, Operand rowOrSelect) {
        return set(Assignment.of(node.table().rowType(), columns, rowOrSelect));
    }

    private Update from(From from) {
        return new Update(new UpdateNode(node.ctes(), node.table(), node.assignments(), from, node.where(), node.allRows(),
                null), this);
    }

    /** The rows that are marked as deleted ({@code @SoftDelete}) count, too: those of the table and of FROM. */
    public Update withDeleted() {
        return from(node.from().includingDeleted());
    }

    /** Further FROM items, whose columns SET and WHERE can use. */
    public Update from(FromItem item) {
        return from(node.from().plus(item));
    }

    public Update from(String table) {
        return from(Table.of(table));
    }

    public Update from(Class<?> type) {
        return from(Table.of(type));
    }

    /** Joins to the FROM items (not to the updated table itself). */
    public Joining<Update> join(FromItem item) {
        return new Joining<>(node.from(), "JOIN", item, this::from);
    }

    public Joining<Update> leftJoin(FromItem item) {
        return new Joining<>(node.from(), "LEFT JOIN", item, this::from);
    }

    @Override
    public Update where(Condition first, Condition... more) {
        return new Update(new UpdateNode(node.ctes(), node.table(), node.assignments(), node.from(),
                Lists.concat(node.where(), Lists.of("where", first, more)), node.allRows(), null), this);
    }

    /** {@code WHERE CURRENT OF cursor}: the row that a cursor of this transaction, declared in SQL text, stands on. */
    public Update whereCurrentOf(String cursor) {
        return where(new CurrentOf(Identifiers.check(cursor, "whereCurrentOf")));
    }

    /** Says that every row is meant. */
    public Update allRows() {
        return new Update(new UpdateNode(node.ctes(), node.table(), node.assignments(), node.from(), node.where(), true, null),
                this);
    }

    /** Gives a named parameter its value. */
    public Update bind(String name, Object value) {
        return new Update(node, built.bind(name, value));
    }

    Update bindAll(Map<String, Object> values) {
        return new Update(node, built.bindAll(values));
    }

    @Override
    Node returningNode(ReturningClause returning) {
        return new UpdateNode(node.ctes(), node.table(), node.assignments(), node.from(), node.where(), node.allRows(),
                returning);
    }
}
