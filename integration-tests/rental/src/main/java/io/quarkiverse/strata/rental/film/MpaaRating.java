package io.quarkiverse.strata.rental.film;

import com.fasterxml.jackson.annotation.JsonValue;

import io.quarkiverse.strata.mapping.Label;

/** Who may see a film. The same labels stand in the database, in JSON and in addresses. */
public enum MpaaRating {
    G,
    PG,
    @Label("PG-13")
    PG_13,
    R,
    @Label("NC-17")
    NC_17;

    @JsonValue
    public String label() {
        return name().replace('_', '-');
    }

    /** How Quarkus REST reads a parameter. */
    public static MpaaRating fromString(String label) {
        return valueOf(label.replace('-', '_'));
    }
}
