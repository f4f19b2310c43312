package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * A column is added to a table.
 *
 * @param ifNotExists nothing happens when it is there
 */
public record AddColumn(String table, Column column, boolean ifNotExists) implements SchemaChange {

    static AddColumn of(String table, Column column) {
        return new AddColumn(table, column, false);
    }

    @Override
    public List<String> sql() {
        List<String> sql = new ArrayList<>();
        sql.add("ALTER TABLE " + Names.qualified(table) + " ADD COLUMN " + (ifNotExists ? "IF NOT EXISTS " : "")
                + column.sql());
        if (column.comment() != null) {
            sql.addAll(Comment.column(table, column.name(), column.comment()).sql());
        }
        return List.copyOf(sql);
    }

    @Override
    public Reverse reverse() {
        return ifNotExists ? Reverse.perhapsMade() : Reverse.by(DropColumn.of(table, column.name(), column));
    }

    @Override
    public List<Hazard> hazards() {
        boolean computed = column.generated() != null && column.generated().stored() || column.identity() != null;
        return computed ? List.of(Hazard.of(Hazard.Kind.REWRITES_TABLE, table,
                "a nullable column that a trigger and a backfill in parts fill")) : List.of();
    }

    @Override
    public List<Requirement> requirements() {
        return column.requirements();
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("column", column).flag("ifNotExists", ifNotExists);
    }
}
