package io.quarkiverse.strata.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.logging.Logger;

import io.quarkiverse.strata.pool.PhysicalConnection;
import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkiverse.strata.pool.PrimaryPool;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * Looks once at the server's settings that decide whether data is safe and connections last, and tells of those that don't fit.
 */
final class ServerSettings {

    private static final Logger LOG = Logger.getLogger(ServerSettings.class);
    private static final long LIMIT_MILLIS = 10_000;
    private static final int OLDEST = 14;
    private static final String ASK = "SELECT name, setting FROM pg_catalog.pg_settings WHERE name IN ('fsync', "
            + "'full_page_writes', 'synchronous_commit', 'server_encoding', 'server_version_num', 'max_connections', "
            + "'superuser_reserved_connections', 'idle_session_timeout', 'standard_conforming_strings')";

    private ServerSettings() {
    }

    /** Doesn't wait, and says nothing when it finds nothing, or nobody there. */
    static void check(PrimaryPool primary, PoolSettings pool, LaunchMode mode) {
        primary.dedicated().connect().compose(asking -> {
            long late = primary.vertx().setTimer(LIMIT_MILLIS, expired -> PhysicalConnection.cut(asking));
            return ask(asking).onComplete(done -> {
                primary.vertx().cancelTimer(late);
                asking.close();
            });
        })
                .onSuccess(found -> {
                    List<String> odd = judge(found, pool, mode);
                    if (!odd.isEmpty()) {
                        LOG.warnf("STRATA-2143: the server of datasource %s has settings that don't fit: %s",
                                primary.dataSource(), String.join("; ", odd));
                    }
                })
                .onFailure(failure -> LOG.debugf(failure, "The settings of datasource %s weren't told", primary.dataSource()));
    }

    private static Future<Map<String, String>> ask(SqlConnection asking) {
        return asking.query(ASK).execute().map(rows -> {
            Map<String, String> settings = new HashMap<>();
            rows.forEach(row -> settings.put(row.getString(0), row.getString(1)));
            return settings;
        });
    }

    /** What is worth telling; in dev mode and tests nobody's data is at stake. */
    static List<String> judge(Map<String, String> settings, PoolSettings pool, LaunchMode mode) {
        List<String> odd = new ArrayList<>();
        if (mode.isProduction()) {
            isOff(settings, "fsync", "a crash of the machine can destroy the whole database", odd);
            isOff(settings, "full_page_writes", "a crash of the machine can destroy pages", odd);
            isOff(settings, "synchronous_commit", "a crash loses what was committed just before", odd);
        }
        isOff(settings, "standard_conforming_strings", "SQL with a backslash in a text means something else", odd);
        String encoding = settings.get("server_encoding");
        if (encoding != null && !encoding.equals("UTF8")) {
            odd.add("server_encoding is " + encoding + ", so texts with other characters are refused");
        }
        int version = number(settings, "server_version_num") / 10_000;
        if (version > 0 && version < OLDEST) {
            odd.add("it is PostgreSQL " + version + ", and Strata is tested from " + OLDEST + " on");
        }
        int room = number(settings, "max_connections") - number(settings, "superuser_reserved_connections");
        if (room > 0 && pool.maxSize() > room) {
            odd.add("max_connections leaves room for " + room + ", and quarkus.datasource.reactive.max-size is "
                    + pool.maxSize());
        }
        int idle = number(settings, "idle_session_timeout");
        if (idle > 0 && (pool.keepAlive().isZero() || idle <= pool.keepAlive().toMillis())) {
            odd.add("idle_session_timeout is " + idle + " ms, so the server ends connections that the pool keeps: set "
                    + "quarkus.strata.pool.keep-alive below it, or it to 0 for this role");
        }
        return odd;
    }

    private static void isOff(Map<String, String> settings, String name, String so, List<String> odd) {
        if ("off".equals(settings.get(name))) {
            odd.add(name + " is off, so " + so);
        }
    }

    private static int number(Map<String, String> settings, String name) {
        String value = settings.get(name);
        return value == null ? 0 : Integer.parseInt(value);
    }
}
