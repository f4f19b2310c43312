package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An UPDATE. */
record UpdateNode(Ctes ctes, Table table, List<Assignment> assignments, From from, List<Condition> where, boolean allRows,
        ReturningClause returning) implements Node, Keyed {

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        scoped.touching().changesOrLocks();
        scoped.touching().writes(table.path(), Touches.Action.UPDATE);
        if (!scoped.lenient()) {
            check();
        }
        ctes.write(writer);
        From items = SoftDeletes.filtered(from);
        List<Scope.Source> sources = new ArrayList<>(List.of(From.source(table)));
        sources.addAll(items.sources());
        scoped.within(Scope.of(scoped.scope(), sources), () -> {
            scoped.inside(() -> {
                writer.sql("UPDATE ").node(table).sql(" SET ");
                Lists.commas(writer, assignments, writer::node);
                if (!from.isEmpty()) {
                    writer.sql(" FROM ");
                    items.write(writer);
                }
                SelectNode.writeWhere(visible(table, from, where), writer);
            });
            Modifying.writeReturning(returning, scoped);
        });
    }

    @Override
    public Map<String, Place> key() {
        if (!ctes.isEmpty() || !from.isEmpty()) {
            return Map.of();
        }
        Map<String, Place> key = Keyed.of(where);
        assignments.forEach(assignment -> key.keySet().removeAll(assignment.columns())); // the row gets another key
        return key;
    }

    /** The conditions, and that rows aren't marked as deleted; a cursor's row is the one that it stands on. */
    static List<Condition> visible(Table table, From from, List<Condition> where) {
        if (from.withDeleted() || where.stream().anyMatch(CurrentOf.class::isInstance)) {
            return where;
        }
        List<Condition> unmarked = SoftDeletes.conditions(from, false);
        ColumnDescriptor mark = SoftDeletes.mark(table);
        return Lists.concat(where, mark == null ? unmarked
                : Lists.concat(List.of(SoftDeletes.unmarked(table, mark, from.isEmpty())), unmarked));
    }

    static void checkCursor(List<Condition> where) {
        Condition all = Junction.of("AND", where);
        if (all instanceof Junction junction && junction.parts().stream().anyMatch(CurrentOf.class::isInstance)) {
            throw Misuse.of(1111, "whereCurrentOf(…) means one row and takes no further condition: leave where(…) out.");
        }
    }

    private void check() {
        checkCursor(where);
        if (assignments.isEmpty()) {
            throw Misuse.of(1111, "the update of " + table.name() + " sets nothing. Add set(\"column\", value).");
        }
        if (where.isEmpty() && !allRows) {
            throw Misuse.of(1108, "the update of " + table.name() + " has no where(…) and would change every row. Add the "
                    + "condition, or allRows() when every row is meant.");
        }
    }
}
