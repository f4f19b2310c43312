package io.quarkiverse.strata.sql;

import java.util.List;
import java.util.Map;

/**
 * A DELETE: an immutable value, each call gives another one. Without {@link #where} it fails unless {@link #allRows()} says
 * that every row is meant.
 *
 * <pre>{@code
 * Delete old = deleteFrom("session").where(col("expires_at").lt(now()));
 * }</pre>
 *
 * The rows of a record with {@code @SoftDelete} are marked by an UPDATE instead, unless it is {@link #hard()}.
 */
public final class Delete extends Modifying implements Filtered<Delete> {

    private final DeleteNode node;

    private Delete(DeleteNode node, Delete before) {
        super(node, before == null ? null : before.built);
        this.node = node;
    }

    private Delete(DeleteNode node, Built built) {
        super(built);
        this.node = node;
    }

    static Delete of(Table table) {
        return new Delete(new DeleteNode(Ctes.NONE, table, From.NONE, List.of(), false, null), (Delete) null);
    }

    Delete with(Ctes ctes) {
        return new Delete(new DeleteNode(ctes, node.table(), node.using(), node.where(), node.allRows(), null), this);
    }

    /** Gives the table another name in the statement. */
    public Delete as(String alias) {
        return new Delete(new DeleteNode(node.ctes(), node.table().as(alias), node.using(), node.where(), node.allRows(), null),
                this);
    }

    /**
     * Deletes rows of a record with {@code @SoftDelete} for good, those that are marked already among them, and sees marked
     * rows of {@link #using}.
     */
    public Delete hard() {
        return new Delete(new DeleteNode(node.ctes(), node.table(), node.using().includingDeleted(), node.where(),
                node.allRows(), null), this);
    }

    /** Further FROM items, whose columns WHERE can use. */
    public Delete using(FromItem item) {
        return new Delete(
                new DeleteNode(node.ctes(), node.table(), node.using().plus(item), node.where(), node.allRows(), null),
                this);
    }

    public Delete using(String table) {
        return using(Table.of(table));
    }

    public Delete using(Class<?> type) {
        return using(Table.of(type));
    }

    @Override
    public Delete where(Condition first, Condition... more) {
        return new Delete(new DeleteNode(node.ctes(), node.table(), node.using(),
                Lists.concat(node.where(), Lists.of("where", first, more)), node.allRows(), null), this);
    }

    /** {@code WHERE CURRENT OF cursor}: the row that a cursor of this transaction, declared in SQL text, stands on. */
    public Delete whereCurrentOf(String cursor) {
        return where(new CurrentOf(Identifiers.check(cursor, "whereCurrentOf")));
    }

    /** Says that every row is meant. */
    public Delete allRows() {
        return new Delete(new DeleteNode(node.ctes(), node.table(), node.using(), node.where(), true, null), this);
    }

    /** Gives a named parameter its value. */
    public Delete bind(String name, Object value) {
        return new Delete(node, built.bind(name, value));
    }

    Delete bindAll(Map<String, Object> values) {
        return new Delete(node, built.bindAll(values));
    }

    @Override
    Node returningNode(ReturningClause returning) {
        return new DeleteNode(node.ctes(), node.table(), node.using(), node.where(), node.allRows(), returning);
    }
}
