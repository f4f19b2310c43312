package io.quarkiverse.strata.transaction;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What savepoints are called on the server. */
final class SavepointNames {

    private static final int MAX_BYTES = 63;
    private static final Pattern OWN = Pattern.compile("s\\d+");

    private SavepointNames() {
    }

    /** The name of one that its user didn't name. */
    static String own(int depth) {
        return "s" + (depth - 1);
    }

    /** @throws IllegalArgumentException when it can't be a savepoint's name */
    static String check(String name) {
        String wrong = name.isBlank() ? "is empty"
                : name.indexOf('\0') >= 0 ? "has the character NUL, which PostgreSQL has in no name"
                        : name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                                ? "has more than " + MAX_BYTES + " bytes, and PostgreSQL would cut it"
                                : OWN.matcher(name).matches() ? "is one that Strata gives to savepoints without a name"
                                        : null;
        if (wrong != null) {
            throw new IllegalArgumentException("STRATA-2413: the savepoint's name \"" + name + "\" " + wrong
                    + ". Choose another one, or savepoint(sp -> …) without a name.");
        }
        return name;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
