package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * A MERGE: changes a table row by row after what a source has. PostgreSQL 15. An immutable value, each call gives another one.
 *
 * <pre>{@code
 * Merge merge = mergeInto("stock").using("delivery").on(col("stock.item").eq(col("delivery.item")))
 *         .whenMatched(col("delivery.qty").eq(0)).delete()
 *         .whenMatched().update(set("qty", col("stock.qty").plus(col("delivery.qty"))))
 *         .whenNotMatched().insert(set("item", col("delivery.item")), set("qty", col("delivery.qty")));
 * }</pre>
 *
 * <p>
 * For each row the first WHEN that fits counts. Unlike ON CONFLICT it isn't safe against others who insert the same key
 * meanwhile: it fails with a unique violation then.
 */
public final class Merge extends Modifying {

    private final MergeNode node;

    private Merge(MergeNode node, Merge before) {
        super(node, before == null ? null : before.built);
        this.node = node;
    }

    private Merge(MergeNode node, Built built) {
        super(built);
        this.node = node;
    }

    static Merge of(Table table) {
        return new Merge(new MergeNode(Ctes.NONE, table, From.NONE, List.of(), List.of(), null), (Merge) null);
    }

    Merge with(Ctes ctes) {
        return new Merge(new MergeNode(ctes, node.table(), node.source(), node.on(), node.clauses(), null), this);
    }

    /** Gives the table another name in the statement. */
    public Merge as(String alias) {
        return new Merge(
                new MergeNode(node.ctes(), node.table().as(alias), node.source(), node.on(), node.clauses(), null), this);
    }

    /** The source: a table, a sub-query, {@code values(…).as("v", …)}. */
    public Merge using(FromItem item) {
        return new Merge(
                new MergeNode(node.ctes(), node.table(), From.NONE.plus(item), node.on(), node.clauses(), null), this);
    }

    public Merge using(String table) {
        return using(Table.of(table));
    }

    public Merge using(Class<?> type) {
        return using(Table.of(type));
    }

    /** Which rows of the table and the source belong together; joined by AND when given repeatedly. */
    public Merge on(Condition first, Condition... more) {
        return new Merge(new MergeNode(node.ctes(), node.table(), node.source(),
                Lists.concat(node.on(), Lists.of("on", first, more)), node.clauses(), null), this);
    }

    /** {@code WHEN MATCHED AND …}: for rows of the table that have one in the source, and for which all of these hold. */
    public WhenMatched whenMatched(Condition... and) {
        return new WhenMatched(this, "MATCHED", Lists.given("whenMatched", and));
    }

    /** {@code WHEN NOT MATCHED AND …} ({@code BY TARGET}): for rows of the source that have none in the table. */
    public WhenNotMatched whenNotMatched(Condition... and) {
        return new WhenNotMatched(this, Lists.given("whenNotMatched", and), "");
    }

    /** {@code WHEN NOT MATCHED BY SOURCE AND …}: for rows of the table that have none in the source. PostgreSQL 17. */
    @RequiresServer(clause = "WHEN NOT MATCHED BY SOURCE", version = 17)
    public WhenMatched whenNotMatchedBySource(Condition... and) {
        return new WhenMatched(this, MergeNode.BY_SOURCE, Lists.given("whenNotMatchedBySource", and));
    }

    Merge when(MergeNode.When when) {
        return new Merge(new MergeNode(node.ctes(), node.table(), node.source(), node.on(),
                Lists.plus(node.clauses(), when), null), this);
    }

    /** Gives a named parameter its value. */
    public Merge bind(String name, Object value) {
        return new Merge(node, built.bind(name, value));
    }

    @Override
    Node returningNode(ReturningClause returning) {
        return new MergeNode(node.ctes(), node.table(), node.source(), node.on(), node.clauses(), returning);
    }
}
