package io.quarkiverse.strata.execution;

/** Hears of each statement that has ended, of every datasource. It runs on the event loop: it must neither block nor throw. */
public interface StatementListener {

    void ended(StatementRun run);

    /**
     * Asked when a statement is called, on its caller's thread.
     *
     * @return who hears of that one's end: itself, or one that has kept something of the caller
     */
    default StatementListener forCall() {
        return this;
    }
}
