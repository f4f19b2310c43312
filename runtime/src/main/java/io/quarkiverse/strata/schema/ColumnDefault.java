package io.quarkiverse.strata.schema;

/**
 * A column's default.
 *
 * @param kind what {@code text} is
 * @param text the value or the SQL expression, never null
 */
public record ColumnDefault(Kind kind, String text) implements Described {

    /** What a default's text is. */
    public enum Kind {
        /** A value that is written in quotes. */
        TEXT,
        /** A number or a truth value, written as it is. */
        NUMBER,
        /** SQL, written as it is. */
        EXPRESSION
    }

    /** The text behind {@code DEFAULT}. */
    public String sql() {
        return kind == Kind.TEXT ? Literals.text(text) : text;
    }

    @Override
    public void describe(Canonical out) {
        out.value("kind", kind).value("text", text);
    }
}
