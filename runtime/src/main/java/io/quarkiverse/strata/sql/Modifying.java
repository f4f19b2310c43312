package io.quarkiverse.strata.sql;

import java.util.List;

/** What INSERT, UPDATE and DELETE have in common: a body to which RETURNING can be added. */
abstract sealed class Modifying extends BuiltStatement permits Insert, Update, Delete, Merge {

    Modifying(Node body, Built before) {
        this(before == null ? new Built(body) : new Built(body).adopt(before));
    }

    Modifying(Built built) {
        super(built);
    }

    abstract Node returningNode(ReturningClause returning);

    private <T> Returning<T> returning(Selection selection, Shape<T> shape) {
        return returning(new ReturningClause(null, null, selection), shape);
    }

    final <T> Returning<T> returning(ReturningClause clause, Shape<T> shape) {
        return Returning.of(returningNode(clause), shape).adopt(built);
    }

    /** Gives back the columns of a mapped record. */
    @RequiresServer(clause = "RETURNING of MERGE", version = 17, of = Merge.class)
    public final <T> Returning<T> returning(Class<T> type) {
        return returning(new Selection.OfRecord(Descriptors.of(type)), Shape.record(type));
    }

    @RequiresServer(clause = "RETURNING of MERGE", version = 17, of = Merge.class)
    public final <T> Returning<T> returning(Expression<T> expression) {
        return returning(new Selection.Items(Lists.given("returning", expression)), Shape.scalar(expression.javaType()));
    }

    @RequiresServer(clause = "RETURNING of MERGE", version = 17, of = Merge.class)
    public final <T> Returning<T> returning(Aliased<T> expression) {
        return returning(new Selection.Items(Lists.given("returning", expression)), Shape.scalar(expression.javaType()));
    }

    /** {@code RETURNING *}. */
    @RequiresServer(clause = "RETURNING of MERGE", version = 17, of = Merge.class)
    public final Returning<Row> returning(All all) {
        return returning(new Selection.Items(List.of(all)), Shape.row());
    }

    @RequiresServer(clause = "RETURNING of MERGE", version = 17, of = Merge.class)
    public final Returning<Row> returning(Selectable first, Selectable second, Selectable... more) {
        return returning(Selection.of("returning", first, second, more), Shape.row());
    }

    /**
     * Names the row as it was and as it becomes for the {@code returning(…)} that follows, where a table is called {@code old}
     * or {@code new} itself. PostgreSQL 18.
     *
     * @param oldName null for {@code old}
     * @param newName null for {@code new}
     */
    @RequiresServer(clause = "RETURNING WITH (OLD AS …, NEW AS …)", version = 18)
    public final ReturningNames returningWith(String oldName, String newName) {
        return new ReturningNames(this, oldName, newName);
    }

    static void writeReturning(ReturningClause returning, ScopedWriter writer) {
        if (returning != null) {
            writer.inReturning(() -> writer.node(returning));
        }
    }
}
