package io.quarkiverse.strata.sql;

/** Names for the old and the new row that wait for what RETURNING gives. */
public final class ReturningNames {

    private final Modifying statement;
    private final String oldName;
    private final String newName;

    ReturningNames(Modifying statement, String oldName, String newName) {
        this.statement = statement;
        this.oldName = oldName == null ? null : Identifiers.check(oldName, "returningWith");
        this.newName = newName == null ? null : Identifiers.check(newName, "returningWith");
    }

    /** Gives back one expression. */
    public <T> Returning<T> returning(Expression<T> expression) {
        return statement.returning(new ReturningClause(oldName, newName,
                new Selection.Items(Lists.given("returning", expression))), Shape.scalar(expression.javaType()));
    }

    /** Gives back all columns of a row, {@code all("o")}. */
    public Returning<Row> returning(All all) {
        return statement.returning(
                new ReturningClause(oldName, newName, new Selection.Items(Lists.given("returning", all))), Shape.row());
    }

    /** Gives back several expressions. */
    public Returning<Row> returning(Selectable first, Selectable second, Selectable... more) {
        return statement.returning(
                new ReturningClause(oldName, newName, Selection.of("returning", first, second, more)), Shape.row());
    }
}
