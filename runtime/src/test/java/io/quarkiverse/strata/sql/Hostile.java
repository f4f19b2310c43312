package io.quarkiverse.strata.sql;

import java.nio.charset.StandardCharsets;

/** Names and texts that would be SQL if anything took them for that. */
final class Hostile {

    /** Is in every text value and in no name, so that a value in a statement's text is found. */
    static final String MARK = "§";

    private static final String[] PIECES = { "a", "\"", "\"\"", "'", "''", "\\", "\\'", ";", "--", "/*", "*/", "$1", "$2", "$$",
            "$q$", ":name", "::int4", ":=", "?", "??", " ", "\n", "\r", "\t", ".", "..", ",", "(", ")", "[1]", "{}", "%", "%s",
            "*", "=", "ü", "é", "🐘", "名", "\u202e", "\u0001", "\ufeff", "A", "select", "User", "null", "NULL", "order", "old",
            "new", "excluded", "default", "U&\"", "E'", "x'", "_", "9", "strata_value", "strata_listed", "count(*)",
            "a as b", "a desc", "DROP TABLE film", "pg_catalog", "ctid", "xmin" };

    private static final int MOST_BYTES = 63;

    private Hostile() {
    }

    /** A name that PostgreSQL can have, unlike all others with another number. */
    static String name(Choices choices, int number) {
        StringBuilder name = new StringBuilder();
        String end = number == 0 ? "" : "_" + number;
        int most = choices.sometimes() ? MOST_BYTES : 20;
        for (int i = choices.below(7); i >= 0; i--) {
            String piece = choices.of(PIECES);
            if (bytes(name + piece + end) <= most) {
                name.append(piece);
            }
        }
        while (most == MOST_BYTES && bytes(name + end) < MOST_BYTES) {
            name.append('~');
        }
        return name.append(end).toString();
    }

    static String text(Choices choices) {
        StringBuilder text = new StringBuilder(MARK);
        for (int i = choices.below(6); i > 0; i--) {
            text.append(choices.of(PIECES));
        }
        return text.append(choices.sometimes() ? MARK.repeat(choices.below(4000)) : MARK).toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
