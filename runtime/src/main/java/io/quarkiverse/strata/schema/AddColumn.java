package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/** A column is added to a table. */
public record AddColumn(String table, Column column) implements SchemaChange {

    @Override
    public List<String> sql() {
        List<String> sql = new ArrayList<>();
        sql.add("ALTER TABLE " + Names.qualified(table) + " ADD COLUMN " + column.sql());
        if (column.comment() != null) {
            sql.addAll(Comment.column(table, column.name(), column.comment()).sql());
        }
        return List.copyOf(sql);
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(new DropColumn(table, column.name(), column));
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("column", column);
    }
}
