package io.quarkiverse.strata.deployment.insight;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.insight.IndexAdvisor;
import io.quarkiverse.strata.insight.QueryRun;
import io.quarkiverse.strata.insight.QueryStatistics;
import io.quarkiverse.strata.insight.SlowQueryAlert;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** In an application: log, event, statistics and call sites by default, thresholds by configuration. */
class SlowQueryIsToldTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Naps.class, Alerts.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.\"quiet\".db-kind", "postgresql")
            .overrideConfigKey("quarkus.strata.insight.slow-threshold", "300ms")
            .overrideConfigKey("quarkus.strata.insight.alert-threshold", "400ms")
            .overrideConfigKey("quarkus.strata.\"quiet\".insight.enabled", "false")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.quarkiverse.strata.insight")
                    && record.getLevel().intValue() >= Level.INFO.intValue())
            .assertLogRecords(records -> assertThat(records.stream().map(SlowQueryIsToldTest::text)
                    .filter(line -> line.startsWith("STRATA-2601"))).singleElement().asString()
                    .matches("STRATA-2601: a statement of datasource <default> took \\d+ ms \\(limit 300 ms\\): waited "
                            + "[\\d.]+ ms, server \\d+ ms, mapping [\\d.]+ ms; 1 row; tag nap; at "
                            + "io\\.quarkiverse\\.strata\\.deployment\\.insight\\.SlowQueryIsToldTest\\$Naps\\.nap:\\d+\\. "
                            + "Statement: SELECT pg_sleep\\(\\$1::float8\\)"));

    @Inject
    Naps naps;

    @Inject
    QueryStatistics statistics;

    @Inject
    IndexAdvisor advisor;

    @Inject
    @ReactiveDataSource("quiet")
    Database quiet;

    @Test
    void aSlowStatementIsLoggedAndRaisesAnAlert() {
        await(naps.nap(0.5));
        await(naps.nap(0.001));
        await(quiet.execute(sql("SELECT pg_sleep(0.5)")));

        assertThat(await(Uni.createFrom().completionStage(Alerts.FIRST))).satisfies(alert -> {
            assertThat(alert.threshold()).isEqualTo(Duration.ofMillis(400));
            assertThat(alert.run().tag()).isEqualTo("nap");
            assertThat(alert.run().total()).isGreaterThan(Duration.ofMillis(500));
        });
        assertThat(statistics.recent()).extracting(QueryRun::dataSource).containsOnly("<default>");
        assertThat(statistics.statements()).filteredOn(each -> "nap".equals(each.tag())).singleElement()
                .satisfies(stats -> assertThat(stats.calls()).isEqualTo(2));
        assertThat(statistics.slow()).isNotEmpty();
        assertThat(await(advisor.advise())).isEmpty();
    }

    private static String text(LogRecord record) {
        return ((ExtLogRecord) record).getFormattedMessage();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @ApplicationScoped
    public static class Naps {

        @Inject
        Database db;

        public Uni<Integer> nap(double seconds) {
            return db.tagged("nap").execute(sql("SELECT pg_sleep(:seconds)").bind("seconds", seconds));
        }
    }

    @Singleton
    public static class Alerts {

        static final CompletableFuture<SlowQueryAlert> FIRST = new CompletableFuture<>();

        void hear(@ObservesAsync SlowQueryAlert alert) {
            FIRST.complete(alert);
        }
    }
}
