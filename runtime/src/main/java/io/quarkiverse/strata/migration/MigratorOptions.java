package io.quarkiverse.strata.migration;

import java.time.Duration;

/**
 * How migrations run.
 *
 * @param dataSource the datasource's name, for messages
 * @param schema the schema of the history table, first in the search path of migrations; null for the connection's own
 * @param table the history table's name
 * @param lockTimeout how long a statement of a transactional migration waits for a lock before the migration is tried again
 * @param lockTries how often a migration is tried while others hold its locks
 * @param statementTimeout how long a statement inside a transaction may take; 0 is the server's or the role's own limit
 * @param waiting how long to wait for another instance that migrates
 * @param waitForTransactions how long to wait for older transactions before a statement that would wait for them
 * @param transactions how many migrations share a transaction
 * @param outOfOrder whether a migration may run after ones that come behind it in the order
 * @param instance the application that migrates, for the history
 * @param markAs the environment that a database without a mark is marked as when it is migrated, null to leave it as it is
 */
public record MigratorOptions(String dataSource, String schema, String table, Duration lockTimeout, int lockTries,
        Duration statementTimeout, Duration waiting, Duration waitForTransactions,
        MigrationTransactions transactions, boolean outOfOrder, Instance instance, String markAs) {

    /**
     * Who migrates.
     *
     * @param host the machine's or container's name, or null
     * @param version the application's version, or null
     */
    public record Instance(String host, String version) {

        /** Nobody said. */
        public static final Instance UNKNOWN = new Instance(null, null);
    }

    /** Without marking the database; it waits as long for transactions as for another instance. */
    public MigratorOptions(String dataSource, String schema, String table, Duration lockTimeout, int lockTries,
            Duration waiting, boolean outOfOrder) {
        this(dataSource, schema, table, lockTimeout, lockTries, Duration.ZERO, waiting, waiting, MigrationTransactions.EACH,
                outOfOrder,
                Instance.UNKNOWN, null);
    }

    /** The defaults for a datasource. */
    public static MigratorOptions of(String dataSource) {
        return new MigratorOptions(dataSource, null, "strata_migrations", Duration.ofSeconds(2), 10, Duration.ofMinutes(10),
                false);
    }

    /** These, with another number of migrations in a transaction. */
    public MigratorOptions with(MigrationTransactions other) {
        return new MigratorOptions(dataSource, schema, table, lockTimeout, lockTries, statementTimeout, waiting,
                waitForTransactions, other,
                outOfOrder, instance, markAs);
    }

    /** These, marking a database without a mark as an environment. */
    public MigratorOptions marking(String environment) {
        return new MigratorOptions(dataSource, schema, table, lockTimeout, lockTries, statementTimeout, waiting,
                waitForTransactions,
                transactions, outOfOrder, instance, environment);
    }

    /** These, with who migrates. */
    public MigratorOptions by(Instance other) {
        return new MigratorOptions(dataSource, schema, table, lockTimeout, lockTries, statementTimeout, waiting,
                waitForTransactions,
                transactions, outOfOrder, other, markAs);
    }

    /** These, with another limit for statements inside a transaction. */
    public MigratorOptions statementTimeout(Duration other) {
        return new MigratorOptions(dataSource, schema, table, lockTimeout, lockTries, other, waiting, waitForTransactions,
                transactions, outOfOrder, instance, markAs);
    }
}
