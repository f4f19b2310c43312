package io.quarkiverse.strata.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of tables and columns: a string is split at its dots, checked, and quoted only where PostgreSQL needs it. */
final class Identifiers {

    /** NAMEDATALEN - 1: PostgreSQL cuts longer names silently, so that two of them may become one. */
    static final int MAX_BYTES = 63;
    private static final int MAX_BYTES_OF_A_CHAR = 3;

    private static final Pattern CALL = Pattern.compile("(?s)\\s*([\\w.]+)\\s*\\(.*\\)\\s*");
    private static final Pattern ALIASED = Pattern.compile("(?is)\\S+\\s+as\\s+\\S+");
    private static final Pattern ORDERED = Pattern.compile("(?is)\\S+\\s+(asc|desc)(\\s+nulls\\s+(first|last))?\\s*");
    private static final Pattern TWO_WORDS = Pattern.compile("[a-z_][\\w.]*\\s+[a-z_]\\w*");

    private Identifiers() {
    }

    /** Splits the name of a column, {@code film.title}. */
    static List<String> column(String name) {
        return isPlainPath(name, "col") ? parts(name, "col", 3) : split(name, "col", 3);
    }

    /** Splits the name of a table, {@code public.film}. */
    static List<String> table(String name) {
        if (isPlainPath(name, "table")) {
            return parts(name, "table", 2);
        }
        if (TWO_WORDS.matcher(name).matches()) {
            String[] words = name.split("\\s+");
            throw Misuse.of(1104, "\"" + name + "\" is no name of a table. For an alias write table(\"" + words[0]
                    + "\").as(\"" + words[1] + "\"); a name with a blank is reached by table(identifier(…)).");
        }
        return split(name, "table", 2);
    }

    /** Splits the name of a function, {@code public.film_in_stock}. */
    static List<String> function(String name) {
        return split(name, "function", 2);
    }

    /** Splits the name of a constraint, {@code public.film_pkey}. */
    static List<String> constraint(String name) {
        return split(name, "constraint", 2);
    }

    /** Splits the name of a text search configuration, {@code pg_catalog.english}. */
    static List<String> configuration(String name) {
        return split(Misuse.given(name, "the text search configuration"), "configuration", 2);
    }

    /** Splits the name of a collation, {@code pg_catalog.C}. */
    static List<String> collation(String name) {
        return split(Misuse.given(name, "collate"), "collate", 2);
    }

    /** Writes a name in its parts. */
    static void write(SqlWriter writer, List<String> path) {
        for (int i = 0; i < path.size(); i++) {
            writer.sql(i == 0 ? "" : ".").identifier(path.get(i));
        }
    }

    /** Of a plain path: as most names are one or two plain words, these aren't looked at twice. */
    private static List<String> parts(String name, String call, int most) {
        int first = name.indexOf('.');
        boolean isShort = name.length() <= MAX_BYTES;
        if (first < 0 && isShort && !name.isEmpty()) {
            return List.of(name);
        }
        int second = name.length() - first - 1;
        if (first > 0 && second > 0 && isShort && name.indexOf('.', first + 1) < 0) {
            return List.of(name.substring(0, first), name.substring(first + 1));
        }
        return split(name, call, most);
    }

    private static List<String> split(String name, String call, int most) {
        List<String> parts = new ArrayList<>(2);
        int start = 0;
        for (int dot; (dot = name.indexOf('.', start)) >= 0; start = dot + 1) {
            parts.add(check(name.substring(start, dot), call));
        }
        parts.add(check(name.substring(start), call));
        if (parts.size() > most) {
            throw Misuse.of(1104, "\"" + name + "\" has too many parts for " + call
                    + "(…). A name that contains dots itself is written identifier(\"" + name + "\").");
        }
        return List.copyOf(parts);
    }

    /** Checks one name in which dots have no meaning. */
    static String check(String name, String call) {
        if (name == null || name.isEmpty()) {
            throw Misuse.of(1104, call + "(…) was given an empty name.");
        }
        if (name.indexOf('\0') >= 0) {
            throw Misuse.of(1104, call + "(…) was given a name with the character NUL, which PostgreSQL has in no name.");
        }
        int bytes = name.length() * MAX_BYTES_OF_A_CHAR <= MAX_BYTES ? 0 : name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw Misuse.of(1104, "the name \"" + name + "\" has " + bytes + " bytes, and PostgreSQL would silently cut it to "
                    + MAX_BYTES + ". Choose a shorter one.");
        }
        return name;
    }

    /** Whether it has plain characters alone; what somebody means as SQL is refused. */
    private static boolean isPlainPath(String name, String call) {
        if (name == null) {
            throw Misuse.of(1104, call + "(…) was given no name.");
        }
        if (isPath(name)) {
            return true;
        }
        String cure = null;
        if (name.equals("*")) {
            cure = "all()";
        } else if (name.endsWith(".*")) {
            cure = "all(\"" + name.substring(0, name.length() - 2) + "\")";
        } else if (CALL.matcher(name).matches()) {
            String function = name.substring(0, name.indexOf('(')).strip();
            cure = function.equalsIgnoreCase("count") ? "count() or count(col(…))" : "function(\"" + function + "\", …)";
        } else if (ALIASED.matcher(name).matches()) {
            cure = call + "(\"" + name.strip().split("\\s+")[0] + "\").as(\"" + lastWord(name) + "\")";
        } else if (ORDERED.matcher(name).matches()) {
            String[] words = name.strip().split("\\s+");
            cure = "col(\"" + words[0] + "\")." + words[1].toLowerCase(Locale.ROOT) + "()"
                    + (words.length > 2 ? "." + "nulls" + (words[3].equalsIgnoreCase("first") ? "First()" : "Last()") : "");
        } else if (name.length() > 2 && name.startsWith("\"") && name.endsWith("\"")) {
            cure = call + "(" + name + "), without quotes of your own";
        }
        if (cure != null) {
            throw Misuse.of(1104, "\"" + name + "\" is SQL, and " + call + "(…) takes a name. Write " + cure
                    + "; SQL text comes in through raw(…) alone.");
        }
        return false;
    }

    /** Whether it has only letters, digits, {@code _}, {@code $} and dots: SQL that somebody means as SQL has more. */
    private static boolean isPath(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLower(c) && !isDigitOrDollar(c) && c != '.' && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z' || c == '_';
    }

    private static boolean isDigitOrDollar(char c) {
        return c >= '0' && c <= '9' || c == '$';
    }

    private static String lastWord(String text) {
        String[] words = text.strip().split("\\s+");
        return words[words.length - 1];
    }

    /** The name as SQL: quoted when it is reserved or not plain lower case. */
    static String quoted(String name) {
        return needsQuotes(name) ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
    }

    /** The name of a function as SQL: {@code left(…)} and {@code right(…)} stand bare. */
    static String quotedFunction(String name) {
        return needsQuotes(name) && Keywords.RESERVED_BUT_FOR_FUNCTIONS.contains(name) ? name : quoted(name);
    }

    private static boolean needsQuotes(String name) {
        if (name.isEmpty()) {
            return true; // PostgreSQL refuses it; bare it would vanish
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLower(c) && (i == 0 || !isDigitOrDollar(c))) {
                return true;
            }
        }
        return Keywords.QUOTED.contains(name);
    }
}
