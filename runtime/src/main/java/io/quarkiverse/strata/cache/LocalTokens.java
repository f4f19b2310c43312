package io.quarkiverse.strata.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.vertx.core.Future;

/** Tokens of this instance alone. A number is never used twice, so the tokens least used can be forgotten. */
final class LocalTokens implements Tokens {

    private static final int MOST = 100_000;

    private final Map<String, String> tokens = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };
    private final Map<String, Map<String, Long>> intents = new HashMap<>();
    private long last;
    private long catalog;

    @Override
    public synchronized Future<TokenState> read(List<String> fields, String wanted) {
        Map<String, String> found = new HashMap<>();
        Set<String> open = new HashSet<>();
        for (String field : fields) {
            found.put(field, tokens.computeIfAbsent(field, missing -> next()));
            if (isOpen(field)) {
                open.add(field);
            }
        }
        return Future.succeededFuture(new TokenState(found, open, false, Long.toString(catalog), null));
    }

    private boolean isOpen(String field) {
        Map<String, Long> writes = intents.get(field);
        if (writes == null) {
            return false;
        }
        long now = System.nanoTime();
        writes.values().removeIf(end -> end - now < 0);
        if (writes.isEmpty()) {
            intents.remove(field);
        }
        return !writes.isEmpty();
    }

    @Override
    public synchronized Future<String> intent(String write, Collection<String> fields, Duration lease) {
        for (String field : fields) {
            tokens.put(field, next());
            intents.computeIfAbsent(field, none -> new HashMap<>()).put(write, System.nanoTime() + lease.toNanos());
        }
        return Future.succeededFuture(Long.toString(catalog));
    }

    @Override
    public synchronized Future<Void> renew(String write, Collection<String> fields, Duration lease) {
        for (String field : fields) {
            Map<String, Long> writes = intents.get(field);
            if (writes != null) {
                writes.computeIfPresent(write, (same, end) -> System.nanoTime() + lease.toNanos());
            }
        }
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Void> done(String write, Collection<String> fields, boolean newCatalog) {
        for (String field : fields) {
            tokens.put(field, next());
            Map<String, Long> writes = intents.get(field);
            if (writes != null) {
                writes.remove(write);
                if (writes.isEmpty()) {
                    intents.remove(field);
                }
            }
        }
        catalog += newCatalog ? 1 : 0;
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> store(String name, byte[] entry, Duration kept) {
        return Future.succeededFuture();
    }

    @Override
    public boolean shared() {
        return false;
    }

    private String next() {
        return Long.toString(++last);
    }
}
