package io.quarkiverse.strata.runtime;

import static io.quarkiverse.strata.test.PostgresServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.strata.execution.Failures;
import io.quarkiverse.strata.test.LogLines;
import io.quarkiverse.strata.test.PostgresServer;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.Future;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Row;

class TargetOptionsTest {

    private static SessionConfig session(String name, List<String> path, String role, Map<String, String> settings) {
        return new SessionConfig() {
            @Override
            public Optional<String> applicationName() {
                return Optional.ofNullable(name);
            }

            @Override
            public Optional<List<String>> searchPath() {
                return Optional.ofNullable(path);
            }

            @Override
            public Optional<String> role() {
                return Optional.ofNullable(role);
            }

            @Override
            public Map<String, String> settings() {
                return settings;
            }
        };
    }

    @Test
    void sessionsStartWithWhatWasAskedFor() {
        PostgresServer server = PostgresServer.get();
        String database = server.createDatabase();
        PgConnectOptions options = server.options(database);
        TargetOptions.session(options, session("shop", List.of("Odd \"one\"", "$user", "public"), "pg_monitor",
                Map.of("work_mem", "7MB", "strata.tenant", "a b")));
        PgConnection connection = await(PgConnection.connect(server.vertx(), options));
        Row row = await(connection.query("SELECT current_setting('application_name'), current_setting('search_path'), "
                + "current_user, current_setting('work_mem'), current_setting('strata.tenant'), session_user").execute())
                .iterator().next();
        assertThat(row.deepToString()).contains("shop", "\"Odd \"\"one\"\"\", \"$user\", \"public\"", "pg_monitor", "7MB",
                "a b", "postgres");
        await(connection.close());
    }

    @Test
    void theUrlsNameGoesFirst() {
        PgConnectOptions options = PgConnectOptions.fromUri("postgresql://h/d?application_name=own");
        TargetOptions.session(options, session("shop", null, null, Map.of()));
        assertThat(options.getProperties()).containsEntry("application_name", "own");
    }

    private static List<String> warned(PgConnectOptions options, LaunchMode mode) {
        try (LogLines log = new LogLines(TargetOptions.class.getName())) {
            TargetOptions.warnOfWeakTls("<default>", options, mode);
            return log.with("STRATA-2142");
        }
    }

    @Test
    void overANetworkWeakTlsIsWarnedOf() {
        assertThat(warned(new PgConnectOptions().setHost("db"), LaunchMode.NORMAL)).singleElement().asString()
                .contains("ssl-mode disable").contains("who is behind db:5432");
        assertThat(warned(new PgConnectOptions().setHost("db").setSslMode(SslMode.VERIFY_FULL).setTrustAll(true),
                LaunchMode.NORMAL)).singleElement().asString().contains("verify-full, trust-all");
        assertThat(warned(new PgConnectOptions().setHost("127.db.example.com"), LaunchMode.NORMAL)).hasSize(1);
        assertThat(warned(new PgConnectOptions().setHost("db").setSslMode(SslMode.VERIFY_FULL), LaunchMode.NORMAL)).isEmpty();
        assertThat(warned(new PgConnectOptions().setHost("db"), LaunchMode.DEVELOPMENT)).isEmpty();
        assertThat(warned(new PgConnectOptions().setHost("db"), LaunchMode.TEST)).isEmpty();
    }

    private static PgConnectOptions withTls(String host, boolean chosen, LaunchMode mode) {
        PgConnectOptions options = new PgConnectOptions().setHost(host);
        TargetOptions.tls(options, chosen, mode);
        return options;
    }

    @Test
    void overANetworkTheServerProvesWhoItIsUnlessSomebodySaysOtherwise() {
        PgConnectOptions far = withTls("db", false, LaunchMode.NORMAL);
        assertThat(far.getSslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(far.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(far.getTrustOptions()).isNotNull();
        assertThat(warned(far, LaunchMode.NORMAL)).isEmpty();
        assertThat(withTls("db", true, LaunchMode.NORMAL).getSslMode()).isEqualTo(SslMode.DISABLE);
        assertThat(withTls("localhost", false, LaunchMode.NORMAL).getSslMode()).isEqualTo(SslMode.DISABLE);
        assertThat(withTls("db", false, LaunchMode.DEVELOPMENT).getSslMode()).isEqualTo(SslMode.DISABLE);
    }

    @Test
    void whoeverAsksForProofInAUrlNeedsNothingElse() {
        PgConnectOptions options = PgConnectOptions.fromUri("postgresql://db/shop?sslmode=verify-full");
        TargetOptions.tls(options, true, LaunchMode.NORMAL);
        assertThat(options.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(options.getTrustOptions()).isNotNull();
        PgConnectOptions trusting = new PgConnectOptions().setHost("db").setTrustAll(true);
        TargetOptions.tls(trusting, false, LaunchMode.NORMAL);
        assertThat(trusting.getSslMode()).isEqualTo(SslMode.REQUIRE);
        PemTrustOptions own = new PemTrustOptions().addCertPath("ca.pem");
        PgConnectOptions given = new PgConnectOptions().setHost("db").setPemTrustOptions(own);
        TargetOptions.tls(given, false, LaunchMode.NORMAL);
        assertThat(given.getTrustOptions()).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = { "localhost", "127.0.0.1", "::1", "/var/run/postgresql" })
    void onThisMachineNobodyListens(String host) {
        assertThat(warned(new PgConnectOptions().setHost(host), LaunchMode.NORMAL)).isEmpty();
    }

    @Test
    void aServerWithoutTls() {
        PostgresServer server = PostgresServer.get();
        PgConnectOptions options = server.options("postgres").setSslMode(SslMode.REQUIRE);
        assertThatThrownBy(() -> await(PgConnection.connect(server.vertx(), options).recover(failure -> Future
                .failedFuture(Failures.translate(failure, "<default>", null)))))
                .hasMessageContaining("STRATA-2141: the server of datasource <default> gave no TLS connection")
                .hasMessageContaining("ssl-mode=disable");
    }
}
