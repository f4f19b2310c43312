package io.quarkiverse.strata.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Results in this instance's memory, those least worth it dropped when it gets too much. */
final class LocalTier {

    private final Cache<String, Entry> entries;

    LocalTier(long bytes) {
        entries = Caffeine.newBuilder().maximumWeight(bytes)
                .weigher((String name, Entry entry) -> name.length() + entry.weight()).executor(Runnable::run).build();
    }

    /** What is kept under the name, null for nothing or when its time is over. */
    Entry get(String name) {
        Entry entry = entries.getIfPresent(name);
        if (entry != null && entry.expiresAt() <= System.currentTimeMillis()) {
            remove(name, entry);
            return null;
        }
        return entry;
    }

    void put(String name, Entry entry) {
        entries.put(name, entry);
    }

    void remove(String name, Entry entry) {
        entries.asMap().remove(name, entry);
    }
}
