package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.strata.IsolationLevel;
import io.quarkiverse.strata.transaction.PipelineBegin;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/** Transactions. */
@ConfigGroup
public interface TransactionsConfig {

    /**
     * Which first statements are sent together with BEGIN, saving a round trip: `reads` those that cannot write, `always` all
     * (should BEGIN be refused, a write behind it would run and commit alone), `never` none.
     */
    @WithDefault("reads")
    PipelineBegin pipelineBegin();

    /**
     * The isolation level of transactions that don't ask for one: `read-committed`, `repeatable-read` or `serializable`. By
     * default it is the server's own.
     */
    @WithDefault("default")
    IsolationLevel isolation();

    /**
     * How long a transaction may take, from its subscription to the end of its work, before it is rolled back and fails with
     * `TransactionTimeoutException`. `0` or nothing is no limit. Streams outside a transaction have none.
     */
    Optional<Duration> timeout();

    /**
     * How long each statement of a transaction may take. `0` is no limit; by default it is the server's own setting.
     */
    Optional<Duration> statementTimeout();

    /**
     * How long each statement of a transaction may wait for a lock. `0` is no limit; by default it is the server's own setting.
     */
    Optional<Duration> lockTimeout();

    /**
     * How long a transaction may stand between two statements before the server ends it and its connection. `0` is no limit; by
     * default it is the server's own setting.
     */
    Optional<Duration> idleTimeout();

    /**
     * How long the server is asked what became of a transaction whose COMMIT got no answer: committed, which is no failure;
     * rolled back, which may be run again; or not to be found out, `CommitUnknownException`. For this, each transaction that
     * writes asks for its number, pipelined behind the first write. `0` doesn't ask, and every such COMMIT is unknown.
     */
    @WithDefault("10s")
    Duration outcomeLimit();

    /**
     * How often a transaction is run again when it was rolled back by a serialization failure, a deadlock or a lost connection,
     * with growing
     * random pauses of up to a second. Its work must do nothing outside the database that can't be done twice.
     */
    @WithDefault("0")
    int retries();
}
