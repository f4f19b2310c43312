package io.quarkiverse.strata.runtime;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.strata.migration.MigrationTransactions;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Migrations. */
@ConfigGroup
public interface MigrationConfig {

    /**
     * Whether pending migrations run when the application starts, before it serves. The application doesn't start when one
     * fails. Not set: `true` in dev mode and tests (with a profile of its
     * own name, `dev`, `test`, `staging` or `prod`, the profile decides), `false` elsewhere.
     */
    Optional<Boolean> migrateAtStart();

    /**
     * Where migrations connect to, where that isn't where the datasource does: past a pooler, or as another role,
     * `postgresql://migrator:secret@host:5432`. What it doesn't name is the datasource's.
     */
    Optional<String> url();

    /**
     * The schema that holds the history table and comes first in the search path of migrations; created if it isn't there. Not
     * set: the first schema of the connection's own search path.
     */
    Optional<String> schema();

    /**
     * The name of the history table, without a schema.
     */
    @WithDefault("strata_migrations")
    String historyTable();

    /**
     * How long a statement waits for a lock that others hold before its migration is rolled back and tried again: as long as
     * it waits, whoever needs the table after it waits too. Statements that only wait for older transactions, such as
     * `CREATE INDEX CONCURRENTLY`, have no limit once they run. `0` is no limit for all.
     */
    @WithDefault("2s")
    Duration lockTimeout();

    /**
     * How often a migration is tried while others hold its locks, with growing random pauses of up to five seconds.
     */
    @WithDefault("10")
    int lockTries();

    /**
     * How long a statement of a migration may take that runs inside a transaction. Those outside one, such as
     * `CREATE INDEX CONCURRENTLY`, have no limit, whatever the role or the server says. `0`: the role's or the server's own.
     */
    @WithDefault("0s")
    Duration statementTimeout();

    /**
     * How long to wait for another instance that migrates the same database before the start fails.
     */
    @WithDefault("10m")
    @WithName("wait")
    Duration waiting();

    /**
     * How long to wait for transactions of others before a statement that waits for them without a limit, such as
     * `CREATE INDEX CONCURRENTLY`. When they are still open then, it isn't begun, and the message names them.
     */
    @WithDefault("10m")
    Duration waitForTransactions();

    /**
     * How many migrations share a transaction: `each` has its own, `groups` of them, or `all` that are pending or none.
     */
    @WithDefault("each")
    MigrationTransactions transactions();

    /**
     * Whether a migration may run although one that comes behind it in the order has run already.
     */
    @WithDefault("false")
    boolean outOfOrder();
}
