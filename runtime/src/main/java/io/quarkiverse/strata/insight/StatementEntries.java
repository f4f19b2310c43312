package io.quarkiverse.strata.insight;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The entries by their statement's text, up to a limit: then the tenth of them that is unused for longest goes. */
final class StatementEntries {

    private final Map<String, StatementEntry> entries = new ConcurrentHashMap<>();
    private final int limit;

    StatementEntries(int limit) {
        this.limit = Math.max(1, limit);
    }

    StatementEntry of(String text) {
        StatementEntry known = entries.get(text);
        if (known != null) {
            return known;
        }
        if (entries.size() >= limit) {
            makeRoom();
        }
        return entries.computeIfAbsent(text, StatementEntry::new);
    }

    /** Null when it is unknown. */
    StatementEntry find(String text) {
        return entries.get(text);
    }

    List<QueryStats> stats(String dataSource) {
        return entries.values().stream().map(entry -> entry.stats(dataSource)).toList();
    }

    void clear() {
        entries.clear();
    }

    private synchronized void makeRoom() {
        if (entries.size() < limit) {
            return;
        }
        long now = System.nanoTime();
        entries.entrySet().stream().sorted(Comparator.comparingLong(entry -> entry.getValue().usedAt() - now))
                .limit(Math.max(1, limit / 10)).map(Map.Entry::getKey).toList().forEach(entries::remove);
    }
}
