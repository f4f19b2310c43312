package io.quarkiverse.strata.sql;

import java.util.List;

/** The place of a conflict that waits for what to do about it. */
public final class OnConflict {

    private final Insert insert;
    private final List<String> columns;
    private final List<Expression<?>> expressions;
    private final String constraint;
    private final List<Condition> indexWhere;

    OnConflict(Insert insert, List<String> columns, List<Expression<?>> expressions, String constraint,
            List<Condition> indexWhere) {
        this.insert = insert;
        this.columns = columns;
        this.expressions = expressions;
        this.constraint = constraint;
        this.indexWhere = indexWhere;
    }

    /**
     * The condition of a partial unique index. Its values stand in the text, since PostgreSQL looks for the index by them.
     *
     * @throws IllegalArgumentException where the conflict names no columns that an index could be looked for by
     */
    public OnConflict where(Condition first, Condition... more) {
        if (columns.isEmpty() && expressions.isEmpty()) {
            throw Misuse.of(1111, "where(…) of a conflict is the condition of a partial index, which PostgreSQL looks for by "
                    + "its columns: name them, onConflict(\"column\", …). For a condition of the update call where(…) behind "
                    + "doUpdate(…).");
        }
        return new OnConflict(insert, columns, expressions, constraint,
                Lists.concat(indexWhere, Lists.of("where", first, more)));
    }

    /** Leaves the row that is there as it is; the new one isn't inserted nor returned. */
    public Insert doNothing() {
        return insert.conflict(conflict(List.of()));
    }

    /** Sets these columns of the row that is there to the new row's values. */
    public Insert doUpdate(String first, String... more) {
        return doUpdate(NamedColumns.bare("doUpdate", first, more));
    }

    Insert doUpdate(List<String> names) {
        return insert.conflict(updating(names.stream()
                .map(name -> new Assignment(name, Sql.excluded(new Identifier(name)))).toList()));
    }

    /**
     * Changes the row that is there: {@code doUpdate(set("views", col("views").plus(1)))}. {@code excluded("name")} is the new
     * row's value.
     */
    public Insert doUpdate(Assignment first, Assignment... more) {
        return insert.conflict(updating(Lists.of("doUpdate", first, more)));
    }

    private Conflict conflict(List<Assignment> update) {
        return new Conflict(columns, expressions, constraint, indexWhere, update, List.of());
    }

    private Conflict updating(List<Assignment> update) {
        if (columns.isEmpty() && expressions.isEmpty() && constraint == null) {
            throw Misuse.of(1111, "doUpdate(…) needs to know which conflict it is about: onConflict(\"column\", …) or "
                    + "onConflictOnConstraint(\"name\").");
        }
        return conflict(update);
    }
}
