package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Standbys of the container that Quarkus starts, the second one an hour behind. Needs a container runtime:
 * {@code -Pcontainers}.
 */
class StandbysOnContainers {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(Ask.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.devservices.image-name", "docker.io/library/postgres:18")
            .overrideConfigKey("quarkus.datasource.devservices.command", "postgres -c max_connections=150")
            .overrideConfigKey("quarkus.datasource.devservices.password", "p'ss\\ wörd")
            .overrideConfigKey("quarkus.datasource.devservices.username", "me")
            .overrideConfigKey("quarkus.strata.devservices.replicas", "2")
            .overrideConfigKey("quarkus.strata.devservices.replica-delay", "0s,1h")
            .overrideConfigKey("quarkus.datasource.reports.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.reports.devservices.image-name", "docker.io/library/postgres:17")
            .overrideConfigKey("quarkus.strata.reports.devservices.replicas", "1");

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String primary;

    @ConfigProperty(name = "quarkus.strata.replicas.urls")
    List<String> replicas;

    @ConfigProperty(name = "quarkus.strata.\"reports\".replicas.urls")
    List<String> reports;

    @Test
    void theyStreamFromThePrimaryAndOneIsBehind() throws Exception {
        assertThat(replicas).hasSize(2).doesNotContain(primary).allSatisfy(url -> assertThat(url)
                .matches("vertx-reactive:postgresql://[^/]+:[0-9]+/quarkus(\\?.*)?"));
        Awaitility.await().untilAsserted(() -> assertThat(ask(primary, "SELECT string_agg(application_name || ' ' || state,"
                + " ', ' ORDER BY application_name) FROM pg_stat_replication"))
                .isEqualTo("standby1 streaming, standby2 streaming"));
        assertThat(ask(primary, "SELECT host(inet_server_addr())")).as("a container's address").isNotEqualTo("127.0.0.1");
        ask(primary, "CREATE TABLE note (text) AS VALUES ('hello')");
        String sent = ask(primary, "SELECT pg_current_wal_flush_lsn()::text");
        for (String replica : replicas) {
            assertThat(ask(replica, "SELECT pg_is_in_recovery()")).isEqualTo("true");
            assertThat(ask(replica, "SHOW max_connections")).isEqualTo("150");
            assertThat(ask(replica, "SELECT system_identifier FROM pg_control_system()"))
                    .isEqualTo(ask(primary, "SELECT system_identifier FROM pg_control_system()"));
            Awaitility.await().until(
                    () -> ask(replica, "SELECT pg_last_wal_receive_lsn() >= '" + sent + "'").equals("true"));
        }
        Awaitility.await().ignoreExceptions().until(() -> ask(replicas.get(0), "SELECT text FROM note").equals("hello"));
        assertThat(ask(replicas.get(1), "SELECT to_regclass('note') IS NULL")).isEqualTo("true");
        assertThatThrownBy(() -> ask(replicas.get(0), "INSERT INTO note VALUES ('x')"))
                .hasMessageContaining("cannot execute INSERT in a read-only transaction");
    }

    @Test
    void aNamedDatasourceHasItsOwnOfItsOwnImage() throws Exception {
        assertThat(reports).hasSize(1);
        assertThat(Ask.ask(reports.get(0), "quarkus", "quarkus",
                "SELECT current_database() || ' ' || pg_is_in_recovery() || ' ' || split_part(version(), '.', 1)"))
                .isEqualTo("reports true PostgreSQL 17");
    }

    private static String ask(String url, String sql) throws Exception {
        return Ask.ask(url, "me", "p'ss\\ wörd", sql);
    }
}
