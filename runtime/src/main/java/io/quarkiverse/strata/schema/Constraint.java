package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A constraint of a table. Its name is null where PostgreSQL shall choose it. */
public sealed interface Constraint extends Described {

    String name();

    ConstraintOptions options();

    /** The constraint as it stands behind a table's columns, without its name. */
    String definition();

    /** The name that PostgreSQL chooses on the given table. */
    String defaultName(String table);

    /** The clauses it uses that PostgreSQL 14 hasn't. */
    default List<Requirement> requirements() {
        return options().requirements();
    }

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

    /**
     * The primary key.
     *
     * @param include further columns that its index carries
     * @param withoutOverlaps its last column is a range, and no two rows with the same other values overlap (PostgreSQL 18)
     */
    record PrimaryKey(String name, List<String> columns, List<String> include, boolean withoutOverlaps,
            ConstraintOptions options) implements Constraint {
        public PrimaryKey {
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }

        static PrimaryKey of(List<String> columns) {
            return new PrimaryKey(null, columns, List.of(), false, ConstraintOptions.NONE);
        }

        @Override
        public String definition() {
            return "PRIMARY KEY " + Names.key(columns, withoutOverlaps) + Names.include(include) + options.sql();
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
        public List<Requirement> requirements() {
            return Requirement.when(withoutOverlaps, 18, "WITHOUT OVERLAPS");
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).texts("columns", columns).texts("include", include)
                    .flag("withoutOverlaps", withoutOverlaps);
            options.describe(out);
        }
    }

    /**
     * No two rows with the same values.
     *
     * @param nullsNotDistinct nulls count as equal (PostgreSQL 15)
     * @param include further columns that its index carries
     * @param withoutOverlaps the last column is a range, and no two rows with the same other values overlap (PostgreSQL 18)
     */
    record Unique(String name, List<String> columns, boolean nullsNotDistinct, List<String> include, boolean withoutOverlaps,
            ConstraintOptions options) implements Constraint {
        public Unique {
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }

        static Unique of(List<String> columns) {
            return new Unique(null, columns, false, List.of(), false, ConstraintOptions.NONE);
        }

        @Override
        public String definition() {
            return inlineDefinition() + " " + Names.key(columns, withoutOverlaps) + Names.include(include) + options.sql();
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
            return Names.chosen(table, Stream.concat(columns.stream(), include.stream()).toList(), "key");
        }

        @Override
        public List<Requirement> requirements() {
            return withoutOverlaps ? Requirement.when(true, 18, "WITHOUT OVERLAPS")
                    : Requirement.when(nullsNotDistinct, 15, "NULLS NOT DISTINCT");
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).texts("columns", columns).flag("nullsNotDistinct", nullsNotDistinct)
                    .texts("include", include).flag("withoutOverlaps", withoutOverlaps);
            options.describe(out);
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
     * @param onDeleteColumns those that {@code SET NULL} and {@code SET DEFAULT} set; empty means all (PostgreSQL 15)
     * @param matchFull either all columns are null or none
     * @param period the last column is a range, covered by rows of the other table (PostgreSQL 18)
     */
    record ForeignKey(String name, List<String> columns, String table, List<String> referenced, ReferentialAction onDelete,
            ReferentialAction onUpdate, List<String> onDeleteColumns, boolean matchFull, boolean period,
            ConstraintOptions options) implements Constraint {
        public ForeignKey {
            columns = List.copyOf(columns);
            referenced = List.copyOf(referenced);
            onDeleteColumns = List.copyOf(onDeleteColumns);
        }

        @Override
        public String definition() {
            return "FOREIGN KEY " + list(columns) + " " + references();
        }

        @Override
        public String inline() {
            return inlined(this, references());
        }

        private String references() {
            return "REFERENCES " + Names.qualified(table) + (referenced.isEmpty() ? "" : " " + list(referenced))
                    + (matchFull ? " MATCH FULL" : "")
                    + (onDelete == null ? "" : " ON DELETE " + onDelete.sql())
                    + (onDeleteColumns.isEmpty() ? "" : " " + Names.columns(onDeleteColumns))
                    + (onUpdate == null ? "" : " ON UPDATE " + onUpdate.sql()) + options.sql();
        }

        private String list(List<String> names) {
            if (!period) {
                return Names.columns(names);
            }
            int last = names.size() - 1;
            return names.subList(0, last).stream().map(Names::quote)
                    .collect(Collectors.joining(", ", "(", ", PERIOD " + Names.quote(names.get(last)) + ")"));
        }

        @Override
        public String defaultName(String of) {
            return Names.chosen(of, columns, "fkey");
        }

        @Override
        public List<Requirement> requirements() {
            return Stream.of(options.requirements(), Requirement.when(period, 18, "PERIOD"),
                    Requirement.when(!onDeleteColumns.isEmpty(), 15, "ON DELETE with columns")).flatMap(List::stream).toList();
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).texts("columns", columns).value("table", table).texts("referenced", referenced)
                    .value("onDelete", onDelete).value("onUpdate", onUpdate).texts("onDeleteColumns", onDeleteColumns)
                    .flag("matchFull", matchFull).flag("period", period);
            options.describe(out);
        }
    }

    /**
     * A condition on each row.
     *
     * @param column the column whose constraint it is, or null for the table's
     * @param expression SQL
     */
    record Check(String name, String column, String expression, ConstraintOptions options) implements Constraint {
        @Override
        public String definition() {
            return "CHECK (" + expression + ")" + options.sql();
        }

        @Override
        public String defaultName(String table) {
            return Names.chosen(table, column == null ? List.of() : List.of(column), "check");
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).value("column", column).value("expression", expression);
            options.describe(out);
        }
    }

    /**
     * A column that isn't null, as a constraint with a name (PostgreSQL 18).
     *
     * @param name never null
     */
    record NotNull(String name, String column, ConstraintOptions options) implements Constraint {
        @Override
        public String definition() {
            return "NOT NULL " + Names.quote(column) + options.sql();
        }

        @Override
        public String defaultName(String table) {
            return Names.chosen(table, List.of(column), "not_null");
        }

        @Override
        public List<Requirement> requirements() {
            return Requirement.when(true, 18, "a NOT NULL constraint with a name");
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).value("column", column);
            options.describe(out);
        }
    }

    /**
     * A unique index that is there becomes a constraint; it takes the constraint's name.
     *
     * @param name null for the index's name
     */
    record UsingIndex(String name, boolean primaryKey, String index, ConstraintOptions options) implements Constraint {
        @Override
        public String definition() {
            return (primaryKey ? "PRIMARY KEY" : "UNIQUE") + " USING INDEX " + Names.quote(index) + options.sql();
        }

        @Override
        public String defaultName(String table) {
            return index;
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).flag("primaryKey", primaryKey).value("index", index);
            options.describe(out);
        }
    }

    /**
     * No two rows for which all the operators are true.
     *
     * @param definitionSql what follows {@code EXCLUDE}, such as {@code USING gist (room WITH =, during WITH &&)}
     */
    record Exclude(String name, String definitionSql, ConstraintOptions options) implements Constraint {
        @Override
        public String definition() {
            return "EXCLUDE " + definitionSql + options.sql();
        }

        @Override
        public String defaultName(String table) {
            return Names.chosen(table, List.of(), "excl");
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).value("definition", definitionSql);
            options.describe(out);
        }
    }

    /**
     * No two rows for which all the operators are true.
     *
     * @param method the index's access method
     * @param columns the columns, null for an expression
     * @param parts columns and expressions with their operators, SQL
     * @param where the condition on the rows, SQL, or null
     */
    record ExcludeColumns(String name, String method, List<String> columns, List<String> parts, String where,
            ConstraintOptions options) implements Constraint {
        public ExcludeColumns {
            columns = Collections.unmodifiableList(new ArrayList<>(columns));
            parts = List.copyOf(parts);
        }

        @Override
        public String definition() {
            return "EXCLUDE USING " + Names.quote(method) + " (" + String.join(", ", parts) + ")"
                    + (where == null ? "" : " WHERE (" + where + ")") + options.sql();
        }

        @Override
        public String defaultName(String table) {
            return Names.chosen(table, columns, "excl");
        }

        @Override
        public void describe(Canonical out) {
            out.value("name", name).value("method", method).texts("parts", parts).value("where", where);
            options.describe(out);
        }
    }
}
