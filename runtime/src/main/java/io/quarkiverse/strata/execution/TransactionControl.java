package io.quarkiverse.strata.execution;

import java.util.Locale;
import java.util.Map;

/** Refuses statements that begin or end transactions behind Strata's back: the next borrower would find itself in one. */
public final class TransactionControl {

    private static final Map<String, String> CURES = Map.ofEntries(
            Map.entry("BEGIN", "db.transaction(tx -> …)"), Map.entry("START", "db.transaction(tx -> …)"),
            Map.entry("COMMIT", "db.transaction(tx -> …), which commits when its work ends well"),
            Map.entry("END", "db.transaction(tx -> …), which commits when its work ends well"),
            Map.entry("ROLLBACK", "a failure inside db.transaction(tx -> …), which rolls back"),
            Map.entry("ABORT", "a failure inside db.transaction(tx -> …), which rolls back"),
            Map.entry("SAVEPOINT", "tx.savepoint(sp -> …)"), Map.entry("RELEASE", "tx.savepoint(sp -> …)"));

    private TransactionControl() {
    }

    /** @throws IllegalArgumentException when the text is transaction control; the message names the call to use */
    public static void refuse(String text) {
        int start = firstWord(text, 0);
        if (start == text.length() || "bscerapBSCERAP".indexOf(text.charAt(start)) < 0) {
            return;
        }
        int end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        String word = text.substring(start, end).toUpperCase(Locale.ROOT);
        String cure = word.equals("PREPARE") && startsWithTransaction(text, end) ? "db.transaction(tx -> …)" : CURES.get(word);
        if (cure != null) {
            throw new IllegalArgumentException("STRATA-2203: " + word + " as a statement would change the transaction of a "
                    + "connection that is only lent. Use " + cure + ".");
        }
    }

    /** PREPARE TRANSACTION takes the transaction away from the connection, and the COMMIT behind it succeeds at nothing. */
    private static boolean startsWithTransaction(String text, int from) {
        return text.regionMatches(true, firstWord(text, from), "TRANSACTION", 0, "TRANSACTION".length());
    }

    static int firstWord(String text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == ';') {
                i++;
            } else if (text.startsWith("--", i)) {
                int newline = text.indexOf('\n', i);
                i = newline < 0 ? text.length() : newline + 1;
            } else if (text.startsWith("/*", i)) {
                i = afterComment(text, i);
            } else {
                break;
            }
        }
        return i;
    }

    private static int afterComment(String text, int start) {
        int depth = 0;
        int i = start;
        while (i < text.length()) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    break;
                }
            } else {
                i++;
            }
        }
        return i;
    }
}
