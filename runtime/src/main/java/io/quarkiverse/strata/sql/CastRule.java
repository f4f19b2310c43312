package io.quarkiverse.strata.sql;

/** Which values of a place whose type isn't known while building get a cast by their own class. */
enum CastRule {
    /** In a comparison with or an assignment to a column: numbers, which the driver would narrow; the rest is inferred. */
    NUMBERS,
    /** In SQL text: all but text, which PostgreSQL reads as what the place demands. */
    ALL_BUT_TEXT,
    /** Where the server would have nothing to infer from. */
    ALWAYS;

    boolean casts(PgType type) {
        String element = type.element().name();
        return switch (this) {
            case NUMBERS -> Types.isNumber(element);
            case ALL_BUT_TEXT -> !element.equals("text");
            case ALWAYS -> true;
        };
    }
}
