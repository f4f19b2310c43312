package io.quarkiverse.strata.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds {@code :name} in SQL text, and the words outside of quotes and comments. It knows string literals ({@code ''} and
 * {@code E''} with backslashes), dollar quotes, quoted identifiers, nested comments, {@code ::} casts, {@code :=} and array
 * slices, whose {@code [1:n]} has a bracket open before its colon.
 */
final class SqlScanner {

    /** Words that make a text count as a write. {@code for} stands for row locks, {@code into} for SELECT INTO. */
    private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge", "into", "for", "nextval", "setval",
            "set_config", "pg_notify", "pg_advisory_lock", "pg_advisory_xact_lock", "pg_try_advisory_lock",
            "pg_try_advisory_xact_lock", "pg_terminate_backend", "pg_cancel_backend", "dblink_exec", "lo_create", "lo_unlink");

    private static final Set<String> SCHEMA_STARTS = Set.of("create", "alter", "drop", "do", "call", "import");

    private static final Set<String> READING_STARTS = Set.of("select", "values", "table", "show", "with");

    /** Words before a parenthesis that call nothing; where one is missing, its text may do anything for all we know. */
    private static final Set<String> SYNTAX = Set.of("""
            all and any array as between bit by case cast char character cube decimal distinct else except exists extract filter
            float from group grouping having ilike in intersect interval is join lateral like limit materialized not numeric
            offset on or over overlay position rollup row select sets some substring then time timestamp timestamptz trim union
            using values varchar varying when where with""".strip().split("\\s+"));

    private static final String PG_CATALOG = "pg_catalog.";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private String beforeParenthesis;
    private int at;
    private int brackets;
    private boolean callsUnknown;
    private boolean endsInComment;

    SqlScanner(String text) {
        this.text = text;
    }

    /** A {@code :name}, from its colon to behind its last letter. */
    record Place(int start, int end) {
    }

    /** The next place; null at the end. */
    Place next() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                literal(at > 0 && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E')
                        && (at == 1 || !isWord(text.charAt(at - 2))));
            } else if (c == '"') {
                quoted('"', false, "a quoted name");
                callsUnknown |= isCall();
                beforeParenthesis = "\"";
            } else if (c == '$' && dollarTag() != null) {
                String tag = dollarTag();
                close(text.indexOf(tag, at + tag.length()), tag.length(), "a dollar quote");
            } else if (c == '$' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
                throw Misuse.of(1115, "the SQL text has a numbered parameter at character " + (at + 1) + ", and numbers are "
                        + "given by the whole statement. Write :name and bind it.");
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                endsInComment = end < 0;
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                comment();
            } else if (c == ':') {
                Place place = colon();
                if (place != null) {
                    return place;
                }
            } else if (isWordStart(c)) {
                word();
            } else if (Character.isDigit(c)) {
                skipWord();
                beforeParenthesis = null;
            } else {
                brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
                if (c == '(' && beforeParenthesis != null) {
                    calls.add(beforeParenthesis);
                }
                beforeParenthesis = Character.isWhitespace(c) ? beforeParenthesis : null;
                at++;
            }
        }
        return null;
    }

    private Place colon() {
        int start = at;
        if (text.startsWith("::", at) || text.startsWith(":=", at)) {
            at += 2;
            return null;
        }
        at++;
        if (brackets > 0 && slice(start) || at >= text.length() || !isWordStart(text.charAt(at))) {
            return null;
        }
        skipWord();
        return new Place(start, at);
    }

    /** In {@code [1:n]} something stands before the colon; in {@code [:n]} the colon begins a name. */
    private boolean slice(int colon) {
        int before = colon - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        return before >= 0 && (isWord(text.charAt(before)) || text.charAt(before) == ')' || text.charAt(before) == ']');
    }

    private void word() {
        int start = at;
        skipWord();
        String word = text.substring(start, at).toLowerCase(Locale.ROOT);
        words.add(word);
        callsUnknown |= isCall() && !isKnown(word, start);
        beforeParenthesis = start > 0 && text.charAt(start - 1) == '.' ? "." : word;
    }

    private boolean isCall() {
        int next = at;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length() && text.charAt(next) == '(' || text.startsWith("/*", next) || text.startsWith("--", next);
    }

    private boolean isKnown(String word, int start) {
        boolean qualified = start > 0 && text.charAt(start - 1) == '.' && !text.regionMatches(true,
                start - PG_CATALOG.length(), PG_CATALOG, 0, PG_CATALOG.length());
        return !qualified && (SYNTAX.contains(word) || FunctionCall.reads(word));
    }

    private void skipWord() {
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
    }

    private void literal(boolean backslashes) {
        quoted('\'', backslashes, "a string literal");
    }

    private void quoted(char quote, boolean backslashes, String what) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (backslashes && c == '\\') {
                i++;
            } else if (c == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    at = i + 1;
                    return;
                }
            }
        }
        close(-1, 0, what);
    }

    private String dollarTag() {
        if (at > 0 && isWord(text.charAt(at - 1))) {
            return null;
        }
        int end = at + 1;
        while (end < text.length() && isWord(text.charAt(end)) && text.charAt(end) != '$') {
            end++;
        }
        boolean digit = end > at + 1 && Character.isDigit(text.charAt(at + 1));
        return end < text.length() && text.charAt(end) == '$' && !digit ? text.substring(at, end + 1) : null;
    }

    private void comment() {
        int depth = 0;
        int i = at;
        do {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else {
                i++;
            }
        } while (depth > 0 && i < text.length());
        close(depth > 0 ? -1 : i, 0, "a comment");
    }

    private void close(int end, int length, String what) {
        if (end < 0) {
            throw Misuse.of(1115, "the SQL text has " + what + " that isn't closed; it begins at character " + (at + 1) + ".");
        }
        at = end + length;
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    /** After the scan: whether what is put behind the text would be a part of a comment. */
    boolean endsInComment() {
        return endsInComment;
    }

    /** After the scan: whether no word means a write. Calls of functions that aren't listed are taken for reads. */
    boolean onlyReads() {
        return words.stream().noneMatch(WRITING::contains);
    }

    /** After the scan: whether a function may be called that isn't known to only read. */
    boolean callsUnknown() {
        return callsUnknown;
    }

    /** After the scan: the first part that may read tables that nobody knows; null when there is none. */
    String opaque() {
        for (String word : words) {
            if (word.equals("select") || word.equals("table")) {
                return word.toUpperCase(Locale.ROOT);
            }
        }
        for (String call : calls) {
            if (!SYNTAX.contains(call) && !FunctionCall.reads(call)) {
                return call.length() == 1 ? "a call of a qualified or quoted function" : call + "(…)";
            }
        }
        return null;
    }

    /** After the scan: the first word or function whose value changes by itself; null when there is none. */
    String unstable() {
        return Stream.concat(words.stream().filter(Touching::isUnstableWord), calls.stream().filter(Touching::isUnstable))
                .findFirst().orElse(null);
    }

    /** After the scan: whether the text may be DDL. */
    boolean mayChangeSchema() {
        return !words.isEmpty() && SCHEMA_STARTS.contains(words.get(0));
    }

    /** Whether the text is a statement that reads: it begins as one, and no word in it means a write. */
    static boolean isRead(Fragment fragment) {
        SqlScanner first = new SqlScanner(String.join(" ", fragment.pieces()));
        while (first.next() != null) {
            continue;
        }
        return fragment.reads() && !first.words.isEmpty() && READING_STARTS.contains(first.words.get(0));
    }
}
