package io.quarkiverse.strata.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.pool.PoolSettings;
import io.quarkus.runtime.LaunchMode;

class ServerSettingsTest {

    private static final PoolSettings POOL = new PoolSettings(1, 10, Duration.ofSeconds(5), Duration.ofSeconds(30), -1,
            Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofSeconds(30), Duration.ofSeconds(5));

    private static Map<String, String> with(String... changes) {
        Map<String, String> settings = new HashMap<>(Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on",
                "server_encoding", "UTF8", "server_version_num", "180000", "max_connections", "100",
                "superuser_reserved_connections", "3", "idle_session_timeout", "0", "standard_conforming_strings", "on"));
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return settings;
    }

    private static List<String> judge(LaunchMode mode, String... changes) {
        return ServerSettings.judge(with(changes), POOL, mode);
    }

    @Test
    void whatFitsIsNotTold() {
        assertThat(judge(LaunchMode.NORMAL)).isEmpty();
        assertThat(judge(LaunchMode.NORMAL, "idle_session_timeout", "70000")).isEmpty();
        assertThat(judge(LaunchMode.NORMAL, "synchronous_commit", "local")).isEmpty();
    }

    @Test
    void whatEndangersDataIsToldInProduction() {
        String[] changes = { "fsync", "off", "synchronous_commit", "off", "full_page_writes", "off" };
        assertThat(judge(LaunchMode.NORMAL, changes)).hasSize(3);
        assertThat(judge(LaunchMode.DEVELOPMENT, changes)).isEmpty();
    }

    @Test
    void whatDoesNotFit() {
        assertThat(judge(LaunchMode.NORMAL, "server_encoding", "SQL_ASCII", "server_version_num", "130012", "max_connections",
                "12",
                "idle_session_timeout", "20000"))
                .containsExactly("server_encoding is SQL_ASCII, so texts with other characters are refused",
                        "it is PostgreSQL 13, and Strata is tested from 14 on",
                        "max_connections leaves room for 9, and quarkus.datasource.reactive.max-size is 10",
                        "idle_session_timeout is 20000 ms, so the server ends connections that the pool keeps: set "
                                + "quarkus.strata.pool.keep-alive below it, or it to 0 for this role");
    }
}
