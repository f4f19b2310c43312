package io.quarkiverse.strata.sql;

import java.util.Locale;
import java.util.regex.Pattern;

/** How Java's names become PostgreSQL's where no annotation gives one. */
public final class Naming {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private Naming() {
    }

    /**
     * A Java name in snake_case. A word begins at a capital letter that follows a small letter or a digit, and at the last
     * letter of a run of capitals that a small letter follows; digits never begin a word: {@code createdAt} gives
     * {@code created_at}, {@code userID} {@code user_id}, {@code HTTPServer} {@code http_server}, {@code url2} {@code url2},
     * {@code line2Text} {@code line2_text}, {@code dVDTitle} {@code d_vd_title}.
     */
    public static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && beginsWord(name, i)) {
                snake.append('_');
            }
            snake.append(c);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean beginsWord(String name, int at) {
        char before = name.charAt(at - 1);
        if (Character.isLowerCase(before) || Character.isDigit(before)) {
            return true;
        }
        return Character.isUpperCase(before) && at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
    }

    /** The PostgreSQL type that an enum stands for by default: its simple name in snake_case, quoted where it must be. */
    public static PgType enumType(String simpleName) {
        String name = snakeCase(simpleName);
        boolean plain = PLAIN.matcher(name).matches() && !Keywords.isKeyword(name);
        return new PgType(plain ? name : '"' + name.replace("\"", "\"\"") + '"');
    }
}
