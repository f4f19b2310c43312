package io.quarkiverse.strata.schema;

/** Quoting for statements that take no parameters. */
public final class Ddl {

    private Ddl() {
    }

    /**
     * One name, quoted where PostgreSQL needs it; dots are part of it.
     *
     * @throws IllegalArgumentException when it is empty or longer than 63 bytes
     */
    public static String identifier(String name) {
        return Names.quote(name);
    }

    /** A text as a literal, {@code 'it''s'}. */
    public static String literal(String text) {
        return Literals.text(text);
    }
}
