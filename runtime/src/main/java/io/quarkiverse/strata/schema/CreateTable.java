package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table is created.
 *
 * @param table its name, {@code schema.name} where it isn't in the current schema
 * @param partitioning how its rows are spread over partitions, or null
 * @param comment or null
 * @param options what it is besides; {@link TableOptions#NONE} where nothing was said
 */
public record CreateTable(String table, List<Column> columns, List<Constraint> constraints, Partitioning partitioning,
        String comment, TableOptions options) implements SchemaChange {

    public CreateTable {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
    }

    @Override
    public List<String> sql() {
        List<String> sql = new ArrayList<>();
        sql.add(options.create() + Names.qualified(table) + body()
                + options.behind(partitioning == null ? "" : " " + partitioning.sql()));
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

    private String body() {
        String of = options.ofType() == null ? "" : " OF " + Names.qualified(options.ofType());
        List<String> parts = Stream.of(options.likes().stream().map(Like::sql), columns.stream().map(Column::sql),
                constraints.stream().map(Constraint::sql)).flatMap(part -> part).toList();
        if (parts.isEmpty()) {
            return of.isEmpty() ? " ()" : of;
        }
        return of + " (\n    " + String.join(",\n    ", parts) + "\n)";
    }

    @Override
    public Reverse reverse() {
        Reverse reverse = options.reverse();
        return reverse == null ? Reverse.by(DropTable.of(table, this)) : reverse;
    }

    @Override
    public List<Requirement> requirements() {
        return Stream.concat(columns.stream().flatMap(column -> column.requirements().stream()),
                constraints.stream().flatMap(constraint -> constraint.requirements().stream())).toList();
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).list("columns", columns).list("constraints", constraints)
                .value("partitioning", partitioning).value("comment", comment)
                .value("options", options.equals(TableOptions.NONE) ? null : options);
    }
}
