package io.quarkiverse.strata.execution;

import java.util.Locale;
import java.util.Set;

import io.vertx.sqlclient.SqlResult;

/** How many rows a statement touched. The driver reads the letters of a command tag without a number as one. */
final class RowCounts {

    private static final Set<String> COUNTLESS = Set.of("ALTER", "ANALYZE", "CALL", "CHECKPOINT", "CLUSTER", "COMMENT",
            "DISCARD",
            "DO", "DROP", "GRANT", "IMPORT", "LISTEN", "LOAD", "LOCK", "NOTIFY", "REASSIGN", "REFRESH", "REINDEX", "RESET",
            "REVOKE", "SECURITY", "SET", "TRUNCATE", "UNLISTEN", "VACUUM");

    private RowCounts() {
    }

    /** 0 for statements that don't count rows. */
    static int of(String text, SqlResult<?> rows) {
        if (text.startsWith("SELECT ") || text.startsWith("INSERT ") || text.startsWith("UPDATE ")
                || text.startsWith("DELETE ")) {
            return rows.rowCount();
        }
        int start = TransactionControl.firstWord(text, 0);
        int end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        String word = text.substring(start, end).toUpperCase(Locale.ROOT);
        return COUNTLESS.contains(word) || word.equals("CREATE") && !isCounted(text) ? 0 : rows.rowCount();
    }

    /** {@code CREATE TABLE … AS} and materialized views tell how many rows they wrote. */
    private static boolean isCounted(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.matches("(?s).*\\bAS\\s*\\(*\\s*(SELECT|WITH|VALUES|TABLE|EXECUTE)\\b.*")
                && !upper.matches(
                        "(?s)\\s*CREATE\\s+(OR\\s+REPLACE\\s+)?((TEMP|TEMPORARY|RECURSIVE)\\s+)*(VIEW|FUNCTION|PROCEDURE|RULE)\\b.*");
    }
}
