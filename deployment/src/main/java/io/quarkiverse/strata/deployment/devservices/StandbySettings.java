package io.quarkiverse.strata.deployment.devservices;

import java.time.Duration;

/**
 * What makes a copy of a primary its standby, besides a file {@code standby.signal}.
 *
 * @param host where the standby finds the primary
 * @param name what the primary calls the standby in {@code pg_stat_replication}
 * @param delay how old a commit must be before the standby shows it
 */
record StandbySettings(String host, int port, String user, String password, String name, Duration delay) {

    /** Lines for {@code postgresql.auto.conf}. */
    String lines() {
        return "primary_conninfo = " + inFile("host=" + value(host) + " port=" + port + " user=" + value(user) + " password="
                + value(password) + " application_name=" + value(name)) + "\n"
                + "recovery_min_apply_delay = '" + delay.toMillis() + "ms'\n"
                + "wal_receiver_status_interval = '1s'\n"
                + "wal_retrieve_retry_interval = '200ms'\n";
    }

    private static String value(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String inFile(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
