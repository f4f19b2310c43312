package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table is created.
 *
 * @param table its name, {@code schema.name} where it isn't in the current schema
 * @param partitioning how its rows are spread over partitions, or null
 * @param comment or null
 */
public record CreateTable(String table, List<Column> columns, List<Constraint> constraints, Partitioning partitioning,
        String comment) implements SchemaChange {

    public CreateTable {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
    }

    @Override
    public List<String> sql() {
        List<String> sql = new ArrayList<>();
        String body = Stream.concat(columns.stream().map(Column::sql), constraints.stream().map(Constraint::sql))
                .collect(Collectors.joining(",\n    ", "\n    ", "\n"));
        sql.add("CREATE TABLE " + Names.qualified(table) + " (" + (columns.isEmpty() && constraints.isEmpty() ? "" : body)
                + ")" + (partitioning == null ? "" : " " + partitioning.sql()));
        if (comment != null) {
            sql.addAll(Comment.table(table, comment).sql());
        }
        for (Column column : columns) {
            if (column.comment() != null) {
                sql.addAll(Comment.column(table, column.name(), column.comment()).sql());
            }
        }
        return List.copyOf(sql);
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(new DropTable(table, this));
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).list("columns", columns).list("constraints", constraints)
                .value("partitioning", partitioning).value("comment", comment);
    }
}
