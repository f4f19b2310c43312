package io.quarkiverse.strata.sql;

/** What queries have in common: it is known what becomes of their rows, and they can be a part of other statements. */
abstract sealed class BuiltQuery<T> extends BuiltStatement implements Query<T>, Node
        permits SelectFrom, Returning, SqlStatement {

    final Shape<T> shape;

    BuiltQuery(Built built, Shape<T> shape) {
        super(built);
        this.shape = shape;
    }

    @Override
    public final Shape<T> shape() {
        return shape;
    }

    @Override
    public final void writeTo(SqlWriter writer) {
        built.writeTo(writer);
    }
}
