package io.quarkiverse.strata.schema;

import java.util.List;

/** A column gets another name. */
public record RenameColumn(String table, String column, String to) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("ALTER TABLE " + Names.qualified(table) + " RENAME COLUMN " + Names.quote(column) + " TO "
                + Names.quote(to));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(new RenameColumn(table, to, column));
    }

    @Override
    public List<Hazard> hazards() {
        return List.of(Hazard.of(Hazard.Kind.BREAKS_RUNNING_CODE, table,
                "a new column that both names fill, until no instance uses " + column));
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("column", column).value("to", to);
    }
}
