package io.quarkiverse.strata.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An INSERT. */
record InsertNode(Ctes ctes, Table table, List<Target> columns, InsertSource source, String overriding, Conflict conflict,
        ReturningClause returning) implements Node, Keyed {

    @Override
    public void writeTo(SqlWriter writer) {
        ScopedWriter scoped = ScopedWriter.of(writer);
        scoped.touching().changesOrLocks();
        scoped.touching().writes(table.path(), conflict != null && !conflict.update().isEmpty() ? Touches.Action.UPSERT
                : Touches.Action.INSERT);
        if (!scoped.lenient()) {
            check();
        }
        ctes.write(writer);
        scoped.inside(() -> writeRows(scoped));
        scoped.within(Scope.of(scoped.scope(), List.of(From.source(table))),
                () -> Modifying.writeReturning(returning, scoped));
    }

    /** All of it but RETURNING. */
    private void writeRows(ScopedWriter writer) {
        writer.sql("INSERT INTO ").node(table);
        if (!columns.isEmpty()) {
            writer.sql(" (");
            Lists.commas(writer, columns);
            writer.sql(")");
        }
        writer.sql(overriding);
        if (source instanceof InsertSource.Rows values) {
            writer.sql(" VALUES ");
            Lists.commas(writer, values.rows(), row -> {
                writer.sql("(");
                Lists.commas(writer, row);
                writer.sql(")");
            });
        } else if (source instanceof InsertSource.Selected selected) {
            writer.sql(" ").node(selected.query());
        } else if (source instanceof InsertSource.Unnested rows) {
            write(rows, writer);
        } else {
            writer.sql(" DEFAULT VALUES");
        }
        if (conflict != null) {
            conflict.write(writer, table);
        }
    }

    /** Which row a conflict can be about: the one with the given values in the conflict's columns. */
    @Override
    public Map<String, Place> key() {
        if (!ctes.isEmpty() || conflict == null || conflict.update().isEmpty()
                || !(source instanceof InsertSource.Rows given) || given.rows().size() != 1) {
            return Map.of();
        }
        Map<String, Place> key = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isColumn() && conflict.columns().contains(columns.get(i).column())
                    && given.rows().get(0).get(i) instanceof Bound<?> value) {
                key.put(columns.get(i).column(), value.place());
            }
        }
        conflict.update().forEach(assignment -> key.keySet().removeAll(assignment.columns()));
        return key;
    }

    private void check() {
        if (source == null && !columns.isEmpty()) {
            throw Misuse.of(1111, "the insert into " + table.name() + " names columns and gives no rows. Add values(…), or "
                    + "record(…), or select(…).");
        }
        // which rows a partial index has isn't known here
        if (conflict != null && !conflict.update().isEmpty() && conflict.indexWhere().isEmpty()
                && source instanceof InsertSource.Unnested rows) {
            checkKeys(rows.columns());
        }
    }

    private void checkKeys(List<UnnestedColumn> unnested) {
        List<List<?>> keys = unnested.stream().filter(column -> conflict.columns().contains(column.name()))
                .<List<?>> map(column -> (List<?>) column.array().parameter().value()).toList();
        if (keys.isEmpty() || keys.size() < conflict.columns().size() || keys.contains(null)) {
            return;
        }
        int[] same = DistinctKeys.firstSame(keys);
        if (same != null) {
            throw Misuse.of(1116, "the records " + same[0] + " and " + same[1] + " of the upsert into " + table.name()
                    + " have the same " + String.join(", ", conflict.columns()) + ", and PostgreSQL can't change one row twice "
                    + "in a statement. Leave one of them out.");
        }
    }

    private static void write(InsertSource.Unnested rows, ScopedWriter writer) {
        writer.sql(" SELECT ");
        Lists.commas(writer, rows.columns(), writer::node);
        rows.same().forEach(value -> writer.sql(", ").node(value));
        writer.sql(" FROM ").node(new UnnestedRows(rows.columns()));
        writer.sql(" ORDER BY ").sql(UnnestedColumn.ROWS).sql(".").sql(UnnestedColumn.ROW_NUMBER);
    }
}
