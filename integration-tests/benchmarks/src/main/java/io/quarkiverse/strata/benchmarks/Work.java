package io.quarkiverse.strata.benchmarks;

/** What is timed. */
@FunctionalInterface
public interface Work {

    /** Does it so many times, one after the other, and returns when all are done. */
    void run(int times) throws Exception;
}
