package io.quarkiverse.strata.sql;

import java.util.List;

/**
 * ON CONFLICT: a target and what to do.
 *
 * @param columns the columns of the target, empty where it is none of columns alone
 * @param expressions the target's columns and expressions where it has one that isn't a column; else empty
 */
record Conflict(List<String> columns, List<Expression<?>> expressions, String constraint, List<Condition> indexWhere,
        List<Assignment> update, List<Condition> where) {

    void write(ScopedWriter writer, Table table) {
        writer.sql(" ON CONFLICT");
        if (constraint != null) {
            writer.sql(" ON CONSTRAINT ").identifier(constraint);
        } else if (!columns.isEmpty() || !expressions.isEmpty()) {
            // the planner looks for an index with exactly this, before it knows parameters; no qualifier is in sight there
            Scope.Source source = new Scope.Source(table.name(), false, table.rowType());
            writer.literally(() -> writer.within(Scope.of(null, List.of(source)), () -> writeTarget(writer)));
        }
        if (update.isEmpty()) {
            writer.sql(" DO NOTHING");
            return;
        }
        writer.sql(" DO UPDATE SET ");
        // EXCLUDED is in sight too, so a bare name would be ambiguous
        writer.within(new Scope(null, List.of(From.source(table)), true, false), () -> {
            Lists.commas(writer, update, writer::node);
            SelectNode.writeWhere(where, writer);
        });
    }

    private void writeTarget(SqlWriter writer) {
        writer.sql(" (");
        if (expressions.isEmpty()) {
            Lists.names(writer, columns);
        } else {
            Lists.commas(writer, expressions, expression -> {
                if (expression instanceof Collated<?> collated) {
                    writeElement(writer, collated.operand());
                    collated.writeCollation(writer);
                } else {
                    writeElement(writer, expression);
                }
            });
        }
        writer.sql(")");
        SelectNode.writeWhere(indexWhere, writer);
    }

    private static void writeElement(SqlWriter writer, Node element) {
        if (element instanceof Column<?> column) {
            writer.identifier(column.name());
        } else {
            writer.sql("(").node(element).sql(")");
        }
    }
}
