package io.quarkiverse.strata.schema;

/** What happens to a referencing row when the row it refers to is deleted or its key changes. */
public enum ReferentialAction {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT;

    String sql() {
        return name().replace('_', ' ');
    }
}
