package io.quarkiverse.strata.sql;

/**
 * A part of a statement that servers before some major version don't have. The statement fails before it is sent to an older
 * one.
 *
 * @param clause the part, as PostgreSQL's manual calls it: {@code JSON_TABLE}
 * @param version the first major version that has it
 */
public record Requirement(String clause, int version) {

    /** The one of two that fewer servers meet; either may be null. */
    public static Requirement higher(Requirement one, Requirement other) {
        return one == null || other != null && other.version > one.version ? other : one;
    }
}
