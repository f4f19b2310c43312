package io.quarkiverse.strata.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a script into statements as PostgreSQL's own tools do: semicolons count only outside quotes, dollar quotes, comments,
 * parentheses and {@code BEGIN ATOMIC} bodies. The texts stay as they are.
 */
final class SqlScript {

    private static final int WORDS = 200;

    private final String source;
    private final String text;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int at;
    private int start = -1;
    private int parentheses;
    private int atomic;

    private SqlScript(String source, String text) {
        this.source = source;
        this.text = text;
    }

    /**
     * @param source file or class for messages
     * @throws IllegalArgumentException when something isn't closed, or isn't SQL, or can't run in a migration
     */
    static List<SqlStatement> split(String source, String text) {
        SqlScript script = new SqlScript(source, text);
        script.read();
        return List.copyOf(script.statements);
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", at)) {
                comment();
            } else if (c == ';' && parentheses == 0 && atomic == 0) {
                statement();
                at++;
            } else {
                token(c);
            }
        }
        statement();
    }

    private void token(char c) {
        if (start < 0) {
            start = at;
        }
        if (c == '\'') {
            quoted('\'', false);
        } else if (c == '"') {
            quoted('"', false);
        } else if (c == '$') {
            dollar();
        } else if (c == '\\') {
            int end = text.indexOf('\n', at);
            throw refused(at, text.substring(at, end < 0 ? text.length() : end).trim()
                    + " is a command of psql, not SQL: remove it");
        } else if (isNameStart(c)) {
            word();
        } else {
            parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        }
    }

    private void word() {
        int from = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        String word = text.substring(from, at).toLowerCase(Locale.ROOT);
        if (word.equals("e") && at < text.length() && text.charAt(at) == '\'') {
            quoted('\'', true);
            return;
        }
        if (parentheses > 0) {
            return;
        }
        if (atomic > 0) {
            atomic += word.equals("case") ? 1 : word.equals("end") ? -1 : 0;
        } else if (word.equals("atomic") && !words.isEmpty() && words.get(words.size() - 1).equals("begin")) {
            atomic = 1;
        }
        if (words.size() < WORDS || word.equals("begin") || word.equals("atomic")) {
            words.add(word);
        }
    }

    private void quoted(char quote, boolean escapes) {
        int from = at;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (escapes && c == '\\') {
                at += 2;
            } else if (c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) {
                at += 2;
            } else if (c == quote) {
                at++;
                return;
            } else {
                at++;
            }
        }
        throw refused(from, "a quoted text begins and doesn't end: close it with " + quote);
    }

    private void dollar() {
        int end = at + 1;
        while (end < text.length() && isNamePart(text.charAt(end)) && text.charAt(end) != '$') {
            end++;
        }
        boolean tag = end < text.length() && text.charAt(end) == '$' && !Character.isDigit(text.charAt(at + 1));
        if (!tag) {
            at++;
            return;
        }
        String quote = text.substring(at, end + 1);
        int close = text.indexOf(quote, end + 1);
        if (close < 0) {
            throw refused(at, "a dollar-quoted text begins and doesn't end: close it with " + quote);
        }
        at = close + quote.length();
    }

    private void comment() {
        int from = at;
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
        if (depth > 0) {
            throw refused(from, "a comment begins and doesn't end: close it with */");
        }
    }

    private void statement() {
        if (start < 0) {
            return;
        }
        if (parentheses > 0 || atomic > 0) {
            throw refused(start,
                    "a statement doesn't end: close its " + (atomic > 0 ? "BEGIN ATOMIC with END" : "parenthesis"));
        }
        SqlStatement statement = new SqlStatement(text.substring(start, at).stripTrailing(), line(start), words);
        if (statement.copiesFromStdin()) {
            throw refused(start, "COPY FROM STDIN needs psql: write INSERT, or load the data with a seeder");
        }
        if (statement.controlsTransaction()) {
            throw refused(start, statement.words().get(0).toUpperCase(Locale.ROOT)
                    + " is the runner's business: remove it; for statements outside a transaction begin the file with"
                    + " -- strata: transactional=false, or return false from transactional()");
        }
        statements.add(statement);
        words.clear();
        start = -1;
        parentheses = 0;
    }

    private IllegalArgumentException refused(int position, String reason) {
        return new IllegalArgumentException("STRATA-3212: " + source + ", line " + line(position) + ": " + reason);
    }

    private int line(int position) {
        return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
    }

    private static boolean isNameStart(char c) {
        return c == '_' || Character.isLetter(c) || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || c == '$' || c >= '0' && c <= '9';
    }
}
