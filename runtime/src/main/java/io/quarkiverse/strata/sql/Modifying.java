package io.quarkiverse.strata.sql;

import java.util.List;

/** What INSERT, UPDATE and DELETE have in common: a body to which RETURNING can be added. */
abstract sealed class Modifying extends BuiltStatement permits Insert, Update, Delete {

    Modifying(Node body, Built before) {
        this(before == null ? new Built(body) : new Built(body).adopt(before));
    }

    Modifying(Built built) {
        super(built);
    }

    abstract Node returningNode(Selection selection);

    private <T> Returning<T> returning(Selection selection, Shape<T> shape) {
        return Returning.of(returningNode(selection), shape).adopt(built);
    }

    /** Gives back the columns of a mapped record. */
    public final <T> Returning<T> returning(Class<T> type) {
        return returning(new Selection.OfRecord(Descriptors.of(type)), Shape.record(type));
    }

    public final <T> Returning<T> returning(Expression<T> expression) {
        return returning(new Selection.Items(Lists.given("returning", expression)), Shape.scalar(expression.javaType()));
    }

    public final <T> Returning<T> returning(Aliased<T> expression) {
        return returning(new Selection.Items(Lists.given("returning", expression)), Shape.scalar(expression.javaType()));
    }

    /** {@code RETURNING *}. */
    public final Returning<Row> returning(All all) {
        return returning(new Selection.Items(List.of(all)), Shape.row());
    }

    public final Returning<Row> returning(Selectable first, Selectable second, Selectable... more) {
        return returning(Selection.of("returning", first, second, more), Shape.row());
    }

    static void writeReturning(Selection selection, SqlWriter writer) {
        if (selection != null) {
            writer.sql(" RETURNING ").node(selection);
        }
    }
}
