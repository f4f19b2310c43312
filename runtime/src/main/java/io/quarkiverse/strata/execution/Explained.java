package io.quarkiverse.strata.execution;

import io.quarkiverse.strata.ExplainOptions;
import io.quarkiverse.strata.sql.Rendered;
import io.quarkiverse.strata.sql.Requirement;
import io.quarkiverse.strata.sql.Statement;

/**
 * EXPLAIN of a statement, with its parameters.
 *
 * @param statement what is explained
 * @param options how
 */
public record Explained(Statement statement, ExplainOptions options) implements Statement {

    @Override
    public Rendered rendered() {
        Rendered rendered = statement.rendered();
        return new Rendered(options.sql() + rendered.text(), rendered.parameters());
    }

    @Override
    public Requirement requirement() {
        return statement.requirement();
    }

    @Override
    public boolean writes() {
        return options.analyze() && statement.writes();
    }

    /** Nobody hears of what it writes, since that is always undone. */
    @Override
    public boolean mayWrite() {
        return false;
    }
}
