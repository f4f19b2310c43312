package io.quarkiverse.strata.pool;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/**
 * One life of one server. What a server knows of a transaction's number holds within one life only: after a crash numbers that
 * never reached the disk are given out again, and after the promotion of a standby that was behind too.
 *
 * @param system the database system's identifier
 * @param timeline of its write-ahead log; another one after each promotion
 * @param life since when its statistics are counted, null where it doesn't say: a crash begins them anew, a restart in good
 *        order
 *        doesn't (and {@code pg_stat_reset_shared} does)
 */
public record Incarnation(long system, String timeline, String life) {

    private static final String ASK = "SELECT (SELECT system_identifier FROM pg_catalog.pg_control_system()) AS system, "
            + "pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 1, 8) AS timeline, "
            + "(SELECT extract(epoch FROM stats_reset)::text FROM pg_catalog.pg_stat_bgwriter) AS life";

    /** The server's behind a connection; fails on a standby, and where the role may not ask. */
    public static Future<Incarnation> ask(SqlConnection connection) {
        return connection.query(ASK).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Incarnation(row.getLong("system"), row.getString("timeline"), row.getString("life"));
        });
    }
}
