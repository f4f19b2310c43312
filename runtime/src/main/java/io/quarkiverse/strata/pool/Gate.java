package io.quarkiverse.strata.pool;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/**
 * Asks a replica whether it has replayed a position, on the connection and before the read that depends on it: replay only goes
 * forward, so what is read afterwards is at least as new. The timeline that the server receives is told to roles with
 * {@code pg_read_all_stats} alone; others go by what the last check found.
 */
final class Gate {

    private static final String ASK = "SELECT pg_catalog.pg_is_in_recovery(), "
            + "(pg_catalog.pg_last_wal_replay_lsn() - '0/0'::pg_catalog.pg_lsn)::int8, "
            + "(SELECT received_tli FROM pg_catalog.pg_stat_get_wal_receiver())";

    private Gate() {
    }

    /** Never fails: a question without an answer isn't passed. @param position null passes without a question */
    static Future<Boolean> passes(SqlConnection connection, WalPosition position) {
        if (position == null) {
            return Future.succeededFuture(true);
        }
        return connection.preparedQuery(ASK).execute().map(rows -> {
            Row row = rows.iterator().next();
            Long replayed = row.getLong(1);
            Integer timeline = row.getInteger(2);
            return row.getBoolean(0) && replayed != null && replayed >= position.lsn()
                    && (timeline == null || timeline == position.timeline());
        }).otherwise(false);
    }
}
