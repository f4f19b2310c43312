package io.quarkiverse.strata.sql;

/** What statements have in common: a body that is written once. */
abstract sealed class BuiltStatement implements Statement permits BuiltQuery, Modifying, CreateTableAs, LockTable, Truncate {

    final Built built;

    BuiltStatement(Built built) {
        this.built = built;
    }

    @Override
    public final Rendered rendered() {
        return built.rendered();
    }

    @Override
    public final Requirement requirement() {
        return built.requirement();
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
    public final String toString() {
        return built.toString();
    }
}
