package io.quarkiverse.strata.execution;

import java.util.List;

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

    /** A generic plan is made of the text alone, since values that are sent with it would be planned with. */
    @Override
    public Rendered rendered() {
        Rendered rendered = statement.rendered();
        if (!options.genericPlan()) {
            return new Rendered(options.sql() + rendered.text(), rendered.parameters());
        }
        if (rendered.text().indexOf(';') >= 0) {
            throw new IllegalArgumentException(
                    "STRATA-2461: a generic plan is asked for by the statement's text alone, and with "
                            + "the semicolon in it that could be several statements. Leave it out. Statement: "
                            + rendered.text());
        }
        return new Rendered(options.sql() + rendered.text(), List.of());
    }

    @Override
    public Requirement requirement() {
        return Requirement.higher(statement.requirement(), options.requirement());
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
