package io.quarkiverse.strata.transaction;

import io.quarkiverse.strata.pool.PhysicalConnection;
import io.vertx.pgclient.PgNotice;

/**
 * Hears, while COMMIT is under way, that the server gave up waiting for its synchronous standbys: the transaction is
 * committed and visible then, but not replicated.
 */
final class CommitWarning {

    private final PhysicalConnection connection;
    private volatile boolean notReplicated;

    private CommitWarning(PhysicalConnection connection) {
        this.connection = connection;
    }

    static CommitWarning listen(PhysicalConnection connection) {
        CommitWarning warning = new CommitWarning(connection);
        connection.onNotice(warning::hear);
        return warning;
    }

    /** The routine's name is the one part of the message that isn't translated. */
    private void hear(PgNotice notice) {
        if ("SyncRepWaitForLSN".equals(notice.getRoutine())) {
            notReplicated = true;
        }
    }

    Throwable stop(String dataSource) {
        connection.ignoreNotices();
        return notReplicated ? Errors.notReplicated(dataSource) : null;
    }
}
