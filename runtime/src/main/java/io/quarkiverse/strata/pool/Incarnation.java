package io.quarkiverse.strata.pool;

import java.util.Locale;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/**
 * One life of one server. What a server knows of a transaction's number holds within one life only: after a crash numbers that
 * never reached the disk are given out again, and after the promotion of a standby that was behind too.
 *
 * @param system the database system's identifier, which its physical copies share
 * @param timeline of its write-ahead log, of the one that it receives where it is a standby; another one after each promotion
 * @param standby whether it only replays the log of another server
 * @param started when its process was started: two addresses of which this is the same are the same server's
 * @param life since when its statistics are counted, null where it doesn't say: a crash begins them anew, a restart in good
 *        order doesn't (and {@code pg_stat_reset_shared} does)
 */
public record Incarnation(long system, int timeline, boolean standby, String started, String life) {

    private static final String LIFE = "(SELECT extract(epoch FROM stats_reset)::text FROM pg_catalog.pg_stat_bgwriter) ";
    private static final String LIFELESS = "NULL::text ";
    /** The control file learns of a promotion late, so a primary's timeline is that of the file that it writes. */
    private static final String WHO = "SELECT system_identifier, CASE WHEN standby THEN "
            + "coalesce((SELECT received_tli FROM pg_catalog.pg_stat_get_wal_receiver()), "
            + "(SELECT greatest(timeline_id, min_recovery_end_timeline) "
            + "FROM pg_catalog.pg_control_checkpoint(), pg_catalog.pg_control_recovery())) ELSE ('x' || pg_catalog.substr("
            + "pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 1, 8))::bit(32)::int4 END, standby, "
            + "extract(epoch FROM pg_catalog.pg_postmaster_start_time())::text, "
            + "%s"
            + "FROM pg_catalog.pg_control_system(), pg_catalog.pg_is_in_recovery() AS standby";
    /** Without the life, which old servers take long to tell. */
    static final String ASK_SERVER = String.format(Locale.ROOT, WHO, LIFELESS);
    private static final String ASK = String.format(Locale.ROOT, WHO, LIFE);

    /** The server's behind a connection; fails where the role may not ask. */
    public static Future<Incarnation> ask(SqlConnection connection) {
        return connection.query(ASK).execute().map(rows -> of(rows.iterator().next()));
    }

    /** Which server it is; its life isn't asked for. */
    static Future<Incarnation> askServer(SqlConnection connection) {
        return connection.query(ASK_SERVER).execute().map(rows -> of(rows.iterator().next()));
    }

    static Incarnation of(Row row) {
        return new Incarnation(row.getLong(0), row.getInteger(1), row.getBoolean(2), row.getString(3), row.getString(4));
    }
}
