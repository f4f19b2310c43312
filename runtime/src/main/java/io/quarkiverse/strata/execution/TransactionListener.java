package io.quarkiverse.strata.execution;

/** Hears of transactions, of every datasource. It runs on the event loop: it must neither block nor throw. */
public interface TransactionListener {

    /** One that was begun on a server is over. */
    void ended(TransactionRun run);

    /** One was rolled back, and is run again. @param dataSource its datasource's name */
    void retried(String dataSource);
}
