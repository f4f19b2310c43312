package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An index is created. The statement names it even where the author did not (by PostgreSQL's own rule), for PostgreSQL evades
 * a name that is taken, and then the reverse would drop the other index.
 *
 * @param name its name, or null
 * @param method the access method, or null for {@code btree}
 * @param parts what is indexed, in order
 * @param include further columns that the index carries
 * @param nullsNotDistinct nulls count as equal (unique indexes, PostgreSQL 15)
 * @param where the condition of a partial index, SQL, or null
 * @param concurrently built while the table is written, outside a transaction
 * @param ifNotExists nothing happens when there is an index of that name
 * @param only not on the table's partitions, whose indexes are attached one by one
 * @param parameters storage parameters
 * @param tablespace where it is stored, or null
 */
public record CreateIndex(String table, String name, boolean unique, String method, List<Part> parts, List<String> include,
        boolean nullsNotDistinct, String where, boolean concurrently, boolean ifNotExists, boolean only,
        List<String> parameters, String tablespace) implements SchemaChange {

    /**
     * A column or an expression of an index.
     *
     * @param column the column, or null
     * @param expression SQL, or null
     * @param options what follows, such as {@code DESC} or an operator class; SQL, or null
     */
    public record Part(String column, String expression, String options) implements Described {

        String sql() {
            return (column == null ? "(" + expression + ")" : Names.quote(column)) + (options == null ? "" : " " + options);
        }

        @Override
        public void describe(Canonical out) {
            out.value("column", column).value("expression", expression).value("options", options);
        }
    }

    public CreateIndex {
        parts = List.copyOf(parts);
        include = List.copyOf(include);
        parameters = List.copyOf(parameters);
    }

    /** The given name or else the one that PostgreSQL chooses. */
    public String chosenName() {
        if (name != null) {
            return name;
        }
        List<String> columns = new java.util.ArrayList<>(parts.stream().map(Part::column).toList());
        columns.addAll(include);
        return Names.chosen(table, columns, "idx");
    }

    @Override
    public List<String> sql() {
        return List.of("CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + (concurrently ? "CONCURRENTLY " : "")
                + (ifNotExists ? "IF NOT EXISTS " : "") + Names.quote(chosenName()) + " ON " + (only ? "ONLY " : "")
                + Names.qualified(table)
                + (method == null ? "" : " USING " + Names.quote(method))
                + parts.stream().map(Part::sql).collect(Collectors.joining(", ", " (", ")"))
                + Names.include(include) + (nullsNotDistinct ? " NULLS NOT DISTINCT" : "") + Parameters.with(parameters)
                + (tablespace == null ? "" : " TABLESPACE " + Names.quote(tablespace))
                + (where == null ? "" : " WHERE " + where));
    }

    @Override
    public Reverse reverse() {
        return ifNotExists ? Reverse.perhapsMade()
                : Reverse.by(new DropIndex(Names.beside(table, chosenName()), concurrently, this, false, false));
    }

    @Override
    public List<Hazard> hazards() {
        return concurrently ? List.of()
                : List.of(Hazard.of(Hazard.Kind.BLOCKS_WRITES, table,
                        "createIndex(…).concurrently(), in a migration of its own"));
    }

    @Override
    public boolean transactional() {
        return !concurrently;
    }

    @Override
    public List<Requirement> requirements() {
        return Requirement.when(nullsNotDistinct, 15, "NULLS NOT DISTINCT");
    }

    @Override
    public void describe(Canonical out) {
        out.value("table", table).value("name", name).flag("unique", unique).value("method", method).list("parts", parts)
                .texts("include", include).flag("nullsNotDistinct", nullsNotDistinct).value("where", where)
                .flag("concurrently", concurrently).flag("ifNotExists", ifNotExists).flag("only", only)
                .texts("parameters", parameters).value("tablespace", tablespace);
    }
}
