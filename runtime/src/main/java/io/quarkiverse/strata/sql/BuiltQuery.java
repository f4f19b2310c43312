package io.quarkiverse.strata.sql;

/** What queries have in common: a body that is written once, and what becomes of its rows. */
abstract sealed class BuiltQuery<T> implements Query<T>, Node permits Select, Returning, SqlStatement {

    final Built built;
    final Shape<T> shape;

    BuiltQuery(Built built, Shape<T> shape) {
        this.built = built;
        this.shape = shape;
    }

    @Override
    public final Shape<T> shape() {
        return shape;
    }

    @Override
    public final Rendered rendered() {
        return built.rendered();
    }

    @Override
    public final Touches touches() {
        return built.touches();
    }

    @Override
    public final boolean writes() {
        return built.writes();
    }

    @Override
    public final boolean readsOnly() {
        return built.readsOnly();
    }

    @Override
    public final boolean mayWrite() {
        return built.mayWrite();
    }

    @Override
    public final void writeTo(SqlWriter writer) {
        built.writeTo(writer);
    }

    @Override
    public final String toString() {
        return built.toString();
    }
}
