package io.quarkiverse.strata.schema;

import java.util.List;

/**
 * A clause that not every supported PostgreSQL has.
 *
 * @param major the first major version that has it
 * @param clause the clause in SQL's words
 */
public record Requirement(int major, String clause) {

    /** One requirement if the clause is used, else none. */
    static List<Requirement> when(boolean used, int major, String clause) {
        return used ? List.of(new Requirement(major, clause)) : List.of();
    }
}
