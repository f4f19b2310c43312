package io.quarkiverse.strata.migration;

/**
 * A database and what it says of itself.
 *
 * @param database its name
 * @param environment {@code production}, {@code staging}, {@code development} or {@code test}; null when it isn't marked
 */
public record DatabaseMark(String database, String environment) {

    /** Whether nothing is destroyed in it unless its name is said. */
    public boolean isProduction() {
        return "production".equals(environment);
    }
}
