package io.quarkiverse.strata.cache;

import java.util.concurrent.atomic.LongAdder;

import io.quarkiverse.strata.CacheStatistics;

/** Counts what a cache does. */
final class Counters {

    final LongAdder hits = new LongAdder();
    final LongAdder localHits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder stale = new LongAdder();
    final LongAdder bypassed = new LongAdder();
    final LongAdder joined = new LongAdder();
    final LongAdder stored = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder intents = new LongAdder();
    final LongAdder failures = new LongAdder();

    CacheStatistics now() {
        return new CacheStatistics(hits.sum(), localHits.sum(), misses.sum(), stale.sum(), bypassed.sum(), joined.sum(),
                stored.sum(), refused.sum(), intents.sum(), failures.sum());
    }
}
