package io.quarkiverse.strata.sql;

/** A LATERAL sub-query that waits for its name. */
public final class Lateral {

    private final Query<?> query;

    Lateral(Query<?> query) {
        this.query = query;
    }

    public Derived as(String name) {
        return Derived.of(query, true, name);
    }
}
