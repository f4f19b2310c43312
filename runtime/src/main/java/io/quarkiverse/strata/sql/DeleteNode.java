package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A DELETE. */
record DeleteNode(Ctes ctes, Table table, From using, List<Condition> where, boolean allRows, ReturningClause returning)
        implements
            Node,
            Keyed {

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        ColumnDescriptor mark = SoftDeletes.mark(table);
        if (mark != null && !using.withDeleted()) {
            if (!scoped.lenient()) {
                check();
            }
            new UpdateNode(ctes, table, SoftDeletes.marking(table), using, where, allRows, returning).writeTo(writer);
            return;
        }
        scoped.touching().changesOrLocks();
        scoped.touching().writes(table.path(), Touches.Action.DELETE);
        if (!scoped.lenient()) {
            check();
        }
        ctes.write(writer);
        From items = SoftDeletes.filtered(using);
        List<Scope.Source> sources = new ArrayList<>(List.of(From.source(table)));
        sources.addAll(items.sources());
        scoped.within(Scope.of(scoped.scope(), sources), () -> {
            scoped.inside(() -> {
                writer.sql("DELETE FROM ").node(table);
                if (!using.isEmpty()) {
                    writer.sql(" USING ");
                    items.write(writer);
                }
                SelectNode.writeWhere(Lists.concat(where, SoftDeletes.conditions(using, false)), writer);
            });
            Modifying.writeReturning(returning, scoped);
        });
    }

    @Override
    public Map<String, Place> key() {
        return ctes.isEmpty() && using.isEmpty() ? Keyed.of(where) : Map.of();
    }

    private void check() {
        UpdateNode.checkCursor(where);
        if (where.isEmpty() && !allRows) {
            throw Misuse.of(1108, "the delete from " + table.name() + " has no where(…) and would delete every row. Add the "
                    + "condition, or allRows() when every row is meant.");
        }
    }
}
