package io.quarkiverse.strata.sql;

/**
 * Receives a statement piece by piece. There are three verbs, so that SQL text, names and values can never mix:
 * {@link #sql} takes text that Strata's own code or a {@code raw} fragment wrote, {@link #identifier} quotes a name where
 * needed, {@link #parameter} binds a value.
 */
public interface SqlWriter {

    /** Writes SQL text as it is. Never pass anything that came from outside the program. */
    SqlWriter sql(String text);

    /** Writes one name (no dots are interpreted), quoted when PostgreSQL needs it. */
    SqlWriter identifier(String name);

    /** Writes the place of a parameter, {@code $n}, with a cast when the parameter asks for one. */
    SqlWriter parameter(Parameter parameter);

    /** Writes another node at this place. */
    default SqlWriter node(Node node) {
        node.writeTo(this);
        return this;
    }
}
