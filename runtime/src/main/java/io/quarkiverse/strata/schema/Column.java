package io.quarkiverse.strata.schema;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of a table that is created or added.
 *
 * @param name its name
 * @param type its type as SQL
 * @param nullable whether it may be null
 * @param collation the collation's name, or null
 * @param defaultValue its default, or null
 * @param identity how an identity column is generated, or null
 * @param generated how its value is computed, or null
 * @param constraints constraints of this column alone
 * @param comment its comment, or null
 * @param sequence how an identity column counts, or null
 * @param storage how long values are kept, or null
 * @param compression how long values are compressed, or null
 */
public record Column(String name, String type, boolean nullable, String collation, ColumnDefault defaultValue,
        Identity identity, Generated generated, List<Constraint> constraints, String comment,
        SequenceOptions sequence, ColumnStorage storage, Compression compression) implements Described {

    /** How an identity column takes its value. */
    public enum Identity {
        BY_DEFAULT,
        ALWAYS
    }

    /**
     * A column computed from others of its row.
     *
     * @param expression SQL
     * @param stored computed when written; else when read (PostgreSQL 18)
     */
    public record Generated(String expression, boolean stored) implements Described {
        @Override
        public void describe(Canonical out) {
            out.value("expression", expression).flag("virtual", !stored);
        }
    }

    public Column {
        constraints = List.copyOf(constraints);
    }

    /** The column's definition as it stands in CREATE TABLE. */
    public String sql() {
        StringBuilder sql = new StringBuilder(Names.quote(name)).append(' ').append(Types.check(type));
        if (storage != null) {
            sql.append(" STORAGE ").append(storage);
        }
        if (compression != null) {
            sql.append(" COMPRESSION ").append(compression.sql());
        }
        if (collation != null) {
            sql.append(" COLLATE ").append(Names.qualified(collation));
        }
        if (identity != null) {
            sql.append(" GENERATED ").append(identity == Identity.ALWAYS ? "ALWAYS" : "BY DEFAULT").append(" AS IDENTITY");
            if (sequence != null && !sequence.sql().isEmpty()) {
                sql.append(" (").append(sequence.sql()).append(')');
            }
        }
        if (generated != null) {
            sql.append(" GENERATED ALWAYS AS (").append(generated.expression()).append(") ")
                    .append(generated.stored() ? "STORED" : "VIRTUAL");
        }
        if (defaultValue != null) {
            sql.append(" DEFAULT ").append(defaultValue.sql());
        }
        if (!nullable && identity == null && constraints.stream().noneMatch(Constraint.PrimaryKey.class::isInstance)) {
            sql.append(" NOT NULL");
        }
        return sql + constraints.stream().map(constraint -> " " + constraint.inline()).collect(Collectors.joining());
    }

    List<Requirement> requirements() {
        return Stream.concat(constraints.stream().flatMap(constraint -> constraint.requirements().stream()),
                Stream.concat(Requirement.when(storage != null, 16, "STORAGE of a new column").stream(),
                        Requirement.when(generated != null && !generated.stored(), 18, "a VIRTUAL generated column").stream()))
                .toList();
    }

    @Override
    public void describe(Canonical out) {
        out.value("name", name).value("type", type).flag("nullable", nullable).value("collation", collation)
                .value("default", defaultValue).value("identity", identity).value("generated", generated)
                .list("constraints", constraints).value("comment", comment).value("sequence", sequence)
                .value("storage", storage).value("compression", compression);
    }
}
