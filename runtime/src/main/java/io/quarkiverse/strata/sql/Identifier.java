package io.quarkiverse.strata.sql;

/**
 * One name in which dots have no meaning.
 *
 * @param name the name as the catalog has it
 */
public record Identifier(String name) {

    public Identifier {
        Identifiers.check(name, "identifier");
    }
}
