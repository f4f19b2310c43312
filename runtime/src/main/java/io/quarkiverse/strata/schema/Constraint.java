package io.quarkiverse.strata.schema;

import java.util.List;

/** A constraint of a table. Its name is null where PostgreSQL shall choose it. */
public sealed interface Constraint extends Described {

    String name();

    /** The constraint as it stands behind a table's columns, without its name. */
    String definition();

    /** The name that PostgreSQL chooses on the given table. */
    String defaultName(String table);

    /** The constraint as it stands behind its only column, with its name if it has one. */
    default String inline() {
        return named(definition());
    }

    /** The constraint as it stands in a table's body, with its name if it has one. */
    default String sql() {
        return named(definition());
    }

    /** The given name or else the one that PostgreSQL chooses. */
    default String nameOn(String table) {
        return name() == null ? defaultName(table) : name();
    }

    private String named(String definition) {
        return name() == null ? definition : "CONSTRAINT " + Names.quote(name()) + " " + definition;
    }

    private static String inlined(Constraint constraint, String definition) {
        return constraint.named(definition);
    }

    /** The primary key. */
    record PrimaryKey(String name, List<String> columns) implements Constraint {
        public PrimaryKey {
            columns = List.copyOf(columns);
        }

        @Override
        public String definition() {
            return "PRIMARY KEY " + Names.columns(columns);
        }

        @Override
        public String inline() {
            return inlined(this, "PRIMARY KEY");
        }

        @Override
        public String defaultName(String table) {
            return Names.chosen(table, List.of(), "pkey");
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).texts("columns", columns);
        }
    }

    /** No two rows with the same values; nulls differ from each other unless {@code nullsNotDistinct} (PostgreSQL 15). */
    record Unique(String name, List<String> columns, boolean nullsNotDistinct) implements Constraint {
        public Unique {
            columns = List.copyOf(columns);
        }

        @Override
        public String definition() {
            return inlineDefinition() + " " + Names.columns(columns);
        }

        @Override
        public String inline() {
            return inlined(this, inlineDefinition());
        }

        private String inlineDefinition() {
            return nullsNotDistinct ? "UNIQUE NULLS NOT DISTINCT" : "UNIQUE";
        }

        @Override
        public String defaultName(String table) {
            return Names.chosen(table, columns, "key");
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).texts("columns", columns).flag("nullsNotDistinct", nullsNotDistinct);
        }
    }

    /**
     * A reference to rows of another table.
     *
     * @param columns the referring columns
     * @param table the other table
     * @param referenced its columns; empty means its primary key
     * @param onDelete null means {@code NO ACTION}
     * @param onUpdate null means {@code NO ACTION}
     * @param deferred checked at the end of the transaction
     */
    record ForeignKey(String name, List<String> columns, String table, List<String> referenced, ReferentialAction onDelete,
            ReferentialAction onUpdate, boolean deferred) implements Constraint {
        public ForeignKey {
            columns = List.copyOf(columns);
            referenced = List.copyOf(referenced);
        }

        @Override
        public String definition() {
            return "FOREIGN KEY " + Names.columns(columns) + " " + references();
        }

        @Override
        public String inline() {
            return inlined(this, references());
        }

        private String references() {
            return "REFERENCES " + Names.qualified(table) + (referenced.isEmpty() ? "" : " " + Names.columns(referenced))
                    + (onDelete == null ? "" : " ON DELETE " + onDelete.sql())
                    + (onUpdate == null ? "" : " ON UPDATE " + onUpdate.sql())
                    + (deferred ? " DEFERRABLE INITIALLY DEFERRED" : "");
        }

        @Override
        public String defaultName(String of) {
            return Names.chosen(of, columns, "fkey");
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).texts("columns", columns).value("table", table).texts("referenced", referenced)
                    .value("onDelete", onDelete).value("onUpdate", onUpdate).flag("deferred", deferred);
        }
    }

    /**
     * A condition on each row.
     *
     * @param column the column whose constraint it is, or null for the table's
     * @param expression SQL
     */
    record Check(String name, String column, String expression) implements Constraint {
        @Override
        public String definition() {
            return "CHECK (" + expression + ")";
        }

        @Override
        public String defaultName(String table) {
            return Names.chosen(table, column == null ? List.of() : List.of(column), "check");
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).value("column", column).value("expression", expression);
        }
    }

    /**
     * No two rows for which all the operators are true.
     *
     * @param definitionSql what follows {@code EXCLUDE}, such as {@code USING gist (room WITH =, during WITH &&)}
     */
    record Exclude(String name, String definitionSql) implements Constraint {
        @Override
        public String definition() {
            return "EXCLUDE " + definitionSql;
        }

        @Override
        public String defaultName(String table) {
            return Names.chosen(table, List.of(), "excl");
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).value("definition", definitionSql);
        }
    }
}
