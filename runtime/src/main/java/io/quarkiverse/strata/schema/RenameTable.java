package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A table gets another name. Its constraints and indexes keep theirs.
 *
 * @param table its name, {@code schema.name} where it isn't in the current schema
 * @param to its new name, without a schema
 */
public record RenameTable(String table, String to) implements SchemaChange {

    @Override
    public List<String> sql() {
        return List.of("ALTER TABLE " + Names.qualified(table) + " RENAME TO " + Names.quote(to));
    }

    @Override
    public Reverse reverse() {
        return Reverse.by(new RenameTable(Names.beside(table, to), Names.simple(table)));
    }

    @Override
    public List<Hazard> hazards() {
        return List.of(Hazard.of(Hazard.Kind.BREAKS_RUNNING_CODE, table,
                "a view of the former name, until no instance uses it"));
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("to", to);
    }
}
