package io.quarkiverse.strata.migration;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One statement of a script.
 *
 * @param text without the semicolon and what stands before its first word
 * @param line where it begins, from 1
 * @param words its first words outside parentheses and quotes, in lower case
 */
record SqlStatement(String text, int line, List<String> words) {

    private static final Set<String> TRANSACTION_CONTROL = Set.of("begin", "start", "commit", "end", "rollback", "abort",
            "savepoint", "release");
    private static final Set<String> CLUSTER_WIDE = Set.of("database", "tablespace", "subscription");
    private static final Set<String> MAY_COMMIT = Set.of("call", "do", "reindex", "cluster");
    private static final Pattern REINDEX_CONCURRENTLY = Pattern.compile("^REINDEX\\s*\\([^)]*\\bCONCURRENTLY\\b",
            Pattern.CASE_INSENSITIVE);

    SqlStatement {
        words = List.copyOf(words);
    }

    /** Begins or ends transactions, which is the runner's business. */
    boolean controlsTransaction() {
        return !words.isEmpty() && TRANSACTION_CONTROL.contains(word(0))
                || startsWith("prepare", "transaction") || startsWith("set", "transaction");
    }

    /** PostgreSQL takes it inside a transaction block. */
    boolean transactional() {
        return !(concurrent() || startsWith("vacuum") || startsWith("alter", "system")
                || (startsWith("create") || startsWith("drop")) && CLUSTER_WIDE.contains(word(1))
                || startsWith("alter", "database") && words.contains("tablespace")
                || startsWith("cluster") && words.size() == 1
                || startsWith("reindex", "database") || startsWith("reindex", "system") || startsWith("reindex", "schema"));
    }

    /** As {@link #transactional()}, without those that may end a transaction themselves, or refuse one by what they meet. */
    boolean transactionalBeyondDoubt() {
        return transactional() && !MAY_COMMIT.contains(word(0))
                && !(startsWith("alter") && CLUSTER_WIDE.contains(word(1)));
    }

    /** Waits for older transactions, so that a lock time-out would only spoil it. */
    boolean waitsForOthers() {
        return concurrent() || startsWith("alter", "table") && words.contains("validate");
    }

    /** Builds, drops or detaches beside running transactions. */
    boolean concurrent() {
        return REINDEX_CONCURRENTLY.matcher(text).find() || words.contains("concurrently")
                && (startsWith("create", "index") || startsWith("create", "unique", "index") || startsWith("drop", "index")
                        || startsWith("reindex") || startsWith("alter", "table") && words.contains("detach"));
    }

    boolean copiesFromStdin() {
        return startsWith("copy") && words.contains("stdin");
    }

    private boolean startsWith(String... start) {
        return words.size() >= start.length && words.subList(0, start.length).equals(List.of(start));
    }

    private String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
