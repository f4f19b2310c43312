package io.quarkiverse.strata.sql;

import java.util.List;

/** ON CONFLICT: a target and what to do. */
record Conflict(List<String> columns, String constraint, List<Condition> indexWhere, List<Assignment> update,
        List<Condition> where) {

    void write(ScopedWriter writer, Table table) {
        writer.sql(" ON CONFLICT");
        if (constraint != null) {
            writer.sql(" ON CONSTRAINT ").identifier(constraint);
        } else if (!columns.isEmpty()) {
            writer.sql(" (");
            Lists.names(writer, columns);
            writer.sql(")");
            writer.within(Scope.of(null, List.of(From.source(table))), () -> SelectNode.writeWhere(indexWhere, writer));
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
}
