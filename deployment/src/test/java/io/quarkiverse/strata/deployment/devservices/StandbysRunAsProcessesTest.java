package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Two standbys next to the primary, the second one an hour behind. */
@WithoutContainers
class StandbysRunAsProcessesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(Ask.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.devservices.password", "p'ss\\ wörd")
            .overrideConfigKey("quarkus.datasource.devservices.db-name", "my, db")
            .overrideConfigKey("quarkus.strata.devservices.replicas", "2")
            .overrideConfigKey("quarkus.strata.devservices.replica-delay", "0s,1h")
            .overrideConfigKey("quarkus.datasource.reports.db-kind", "postgresql")
            .overrideConfigKey("quarkus.strata.reports.devservices.replicas", "1")
            .overrideConfigKey("quarkus.strata.reports.replicas.urls", "postgresql://127.0.0.1:1/mine");

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String primary;

    @ConfigProperty(name = "quarkus.strata.replicas.urls")
    List<String> replicas;

    @ConfigProperty(name = "quarkus.datasource.\"reports\".reactive.url")
    String reports;

    @Test
    void theyStreamFromThePrimaryAndOneIsBehind() throws Exception {
        assertThat(replicas).hasSize(2).allSatisfy(url -> assertThat(url)
                .matches("vertx-reactive:postgresql://127\\.0\\.0\\.1:[0-9]+/my%2C%20db"));
        Awaitility.await().untilAsserted(() -> assertThat(ask(primary, "SELECT string_agg(application_name || ' ' || state,"
                + " ', ' ORDER BY application_name) FROM pg_stat_replication"))
                .isEqualTo("standby1 streaming, standby2 streaming"));
        ask(primary, "CREATE TABLE note (text) AS VALUES ('hello')");
        String sent = ask(primary, "SELECT pg_current_wal_flush_lsn()::text");
        for (String replica : replicas) {
            assertThat(ask(replica, "SELECT pg_is_in_recovery()")).isEqualTo("true");
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
    void noneIsStartedWhereReplicasAreGiven() throws Exception {
        assertThat(Ask.ask(reports, "quarkus", "quarkus", "SELECT count(*) FROM pg_stat_replication")).isEqualTo("0");
    }

    private static String ask(String url, String sql) throws Exception {
        return Ask.ask(url, "quarkus", "p'ss\\ wörd", sql);
    }
}
