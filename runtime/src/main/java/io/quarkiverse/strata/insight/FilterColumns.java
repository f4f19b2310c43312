package io.quarkiverse.strata.insight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns that a plan's filter compares with values. What isn't understood for certain is left out: parts joined by OR,
 * expressions, comparisons of two columns.
 *
 * @param equal compared by {@code =}, or with the elements of an array
 * @param range compared by less or greater
 * @param asText those of both that are compared as text: an index on the column serves only {@code varchar}
 */
record FilterColumns(List<String> equal, List<String> range, Set<String> asText) {

    private static final String IDENTIFIER = "(?:[a-z_][a-z0-9_$]*|\"(?:[^\"]|\"\")+\")";
    private static final String COLUMN = "(?:" + IDENTIFIER + "\\.)?(" + IDENTIFIER + ")";
    private static final String TYPE = "(?:::[a-zA-Z_\"][\\w \".]*(?:\\(\\d+(?:,\\d+)?\\))?(?:\\[\\])?)";
    private static final String VALUE = "(?:\\$\\d+|\\(\\$\\d+\\)|'(?:[^']|'')*'|-?\\d+(?:\\.\\d+)?)" + TYPE + "*";
    private static final Pattern COMPARISON = Pattern.compile("(?:" + COLUMN + "|\\(" + COLUMN + "\\)::text) (=|<|>|<=|>=) (?:"
            + VALUE + "|ANY \\(" + VALUE + "\\))");

    static FilterColumns of(String filter) {
        Set<String> equal = new LinkedHashSet<>();
        Set<String> range = new LinkedHashSet<>();
        Set<String> asText = new LinkedHashSet<>();
        for (String part : conjuncts(filter)) {
            Matcher matcher = COMPARISON.matcher(part);
            if (!matcher.matches()) {
                continue;
            }
            String column = unquoted(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
            boolean isEqual = matcher.group(3).equals("=");
            if (!isEqual && part.contains(" ANY (")) {
                continue;
            }
            (isEqual ? equal : range).add(column);
            if (matcher.group(2) != null) {
                asText.add(column);
            }
        }
        range.removeAll(equal);
        return new FilterColumns(List.copyOf(equal), List.copyOf(range), Set.copyOf(asText));
    }

    /** The parts that must all be true, without their outer parentheses. */
    static List<String> conjuncts(String filter) {
        String text = bare(filter);
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote; // a doubled quote closes and opens again
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && text.startsWith(" AND ", i)) {
                parts.add(text.substring(start, i));
                start = i + " AND ".length();
            }
        }
        if (start == 0) {
            return List.of(text);
        }
        parts.add(text.substring(start));
        return parts.stream().flatMap(part -> conjuncts(part).stream()).toList();
    }

    /** Takes parentheses off that enclose the whole. */
    private static String bare(String text) {
        String inner = text.strip();
        while (inner.startsWith("(") && closing(inner) == inner.length() - 1) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        return inner;
    }

    private static int closing(String text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String unquoted(String identifier) {
        return identifier.startsWith("\"") ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier;
    }
}
