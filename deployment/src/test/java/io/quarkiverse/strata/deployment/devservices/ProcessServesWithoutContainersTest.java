package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;

@WithoutContainers
class ProcessServesWithoutContainersTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.devservices.password", "p'ss wörd")
            .overrideConfigKey("quarkus.datasource.reports.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.reports.devservices.db-name", "my \"reports\"")
            .overrideConfigKey("quarkus.datasource.reports.devservices.username", "reporter")
            .overrideConfigKey("quarkus.datasource.\"off\".db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.\"off\".devservices.enabled", "false")
            .overrideConfigKey("quarkus.datasource.\"off\".active", "false")
            .setLogRecordPredicate(entry -> entry.getLoggerName().startsWith("org.testcontainers")
                    && entry.getLevel().intValue() > Level.WARNING.intValue())
            .assertLogRecords(errors -> assertThat(errors).as("that there are no containers").isEmpty());

    @Inject
    Pool pool;

    @Inject
    @ReactiveDataSource("reports")
    Pool reports;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int maxSize;

    @ConfigProperty(name = "quarkus.datasource.\"reports\".reactive.max-size")
    int reportsMaxSize;

    private static Row one(Pool pool, String sql) throws Exception {
        return pool.query(sql).execute().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS).iterator().next();
    }

    @Test
    void aRealPostgresAnswers() throws Exception {
        assertThat(one(pool, "select version()").getString(0)).startsWith("PostgreSQL 18");
        assertThat(one(pool, "select current_database() || '/' || current_user").getString(0)).isEqualTo("quarkus/quarkus");
        assertThat(one(pool, "show synchronous_commit").getString(0)).isEqualTo("on");
        assertThat(one(pool, "show listen_addresses").getString(0)).isEqualTo("127.0.0.1");
        assertThat(one(pool, "show timezone").getString(0)).isEqualTo("UTC");
        assertThat(one(pool, "select string_agg(x, '' order by x) from unnest(array['b','B','a','A']) x").getString(0))
                .isEqualTo("aAbB");
    }

    @Test
    void aNamedDatasourceHasItsOwn() throws Exception {
        assertThat(one(reports, "select current_database() || '/' || current_user").getString(0))
                .isEqualTo("my \"reports\"/reporter");
        assertThat(one(reports, "show port").getString(0)).isNotEqualTo(one(pool, "show port").getString(0));
    }

    @Test
    void aPoolHoldsTenConnections() {
        assertThat(maxSize).isEqualTo(10);
        assertThat(reportsMaxSize).isEqualTo(10);
    }
}
