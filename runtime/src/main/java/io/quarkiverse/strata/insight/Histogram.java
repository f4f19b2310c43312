package io.quarkiverse.strata.insight;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counts durations in buckets that grow with them: eight between a number and its double, so percentiles are off by 7 %. */
final class Histogram {

    private static final int STEPS_BITS = 3;
    private static final int STEPS = 1 << STEPS_BITS;
    private static final int LARGEST_EXPONENT = 36; // of microseconds: 19 hours

    private final AtomicLongArray counts = new AtomicLongArray((LARGEST_EXPONENT - STEPS_BITS + 2) * STEPS);

    void add(long nanos) {
        counts.incrementAndGet(bucket(Math.max(0, nanos / 1000)));
    }

    /** The nanoseconds that the given part of the durations doesn't exceed; 0 without any. */
    long percentile(double part) {
        long total = 0;
        for (int i = 0; i < counts.length(); i++) {
            total += counts.get(i);
        }
        long wanted = (long) Math.ceil(total * part);
        long seen = 0;
        for (int i = 0; i < counts.length() && total > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return middle(i);
            }
        }
        return 0;
    }

    private static int bucket(long micros) {
        if (micros < STEPS) {
            return (int) micros;
        }
        int exponent = Math.min(LARGEST_EXPONENT, 63 - Long.numberOfLeadingZeros(micros));
        int shift = exponent - STEPS_BITS;
        int step = (int) Math.min(STEPS - 1, (micros >> shift) - STEPS);
        return (shift + 1) * STEPS + step;
    }

    private static long middle(int bucket) {
        if (bucket < STEPS) {
            return bucket * 1000L + 500;
        }
        int shift = bucket / STEPS - 1;
        long lowest = (long) (bucket % STEPS + STEPS) << shift;
        return lowest * 1000 + (1000L << shift) / 2;
    }
}
