package io.quarkiverse.strata.schema;

/** When a constraint is checked. */
public enum Deferrable {
    /** At each statement's end, always. */
    NOT_DEFERRABLE("NOT DEFERRABLE"),
    /** At each statement's end, unless the transaction puts it off with {@code SET CONSTRAINTS}. */
    INITIALLY_IMMEDIATE("DEFERRABLE INITIALLY IMMEDIATE"),
    /** At the transaction's end. */
    INITIALLY_DEFERRED("DEFERRABLE INITIALLY DEFERRED");

    private final String sql;

    Deferrable(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
