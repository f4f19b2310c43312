package io.quarkiverse.strata.execution;

/** Hears of each statement that has ended, of every datasource. It runs on the event loop: it must neither block nor throw. */
public interface StatementListener {

    void ended(StatementRun run);
}
