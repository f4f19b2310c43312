package io.quarkiverse.strata.benchmarks.peer;

import java.util.concurrent.ThreadLocalRandom;

/** Which book is asked for. */
final class Keys {

    private static final int BOOKS = 10_000;

    private Keys() {
    }

    static long next() {
        return 1 + ThreadLocalRandom.current().nextInt(BOOKS);
    }
}
