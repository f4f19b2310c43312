package io.quarkiverse.strata.deployment.insight;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.strata.Database;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** Meters of statements and pools, with few series. */
class MetersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-micrometer", Version.getVersion())))
            // its binder for Redis looks for a class that this module has for other reasons
            .overrideConfigKey("quarkus.micrometer.binder.redis.enabled", "false")
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.strata.insight.slow-threshold", "50ms");

    @Inject
    MeterRegistry registry;

    @Inject
    Database db;

    @Test
    void statementsHaveTimersByWhatTheyDo() {
        Metrics.addRegistry(new SimpleMeterRegistry());
        await(db.execute(sql("CREATE TABLE film (id int8)")));
        await(db.execute(sql("INSERT INTO film VALUES (1)")));
        await(db.execute(sql("SELECT id FROM public.film WHERE id = :id").bind("id", 1L)));
        await(db.execute(sql("SELECT id FROM film")));
        await(db.tagged("naps").execute(sql("SELECT pg_sleep(0.06)")));
        assertThatThrownBy(() -> await(db.execute(sql("DELETE FROM film WHERE 1 / 0 = 1")))).isNotNull();

        Set<String> series = registry.find("strata.statements").timers().stream()
                .map(timer -> timer.getId().getTag("datasource")
                        + " | " + timer.getId().getTag("statement") + " | " + timer.getId().getTag("outcome") + " | "
                        + timer.count())
                .collect(Collectors.toSet());
        assertThat(series).contains("<default> | insert film | success | 1", "<default> | select film | success | 2",
                "<default> | naps | success | 1", "<default> | delete film | failure | 1", "<default> | other | success | 1");
        Timer naps = registry.get("strata.statements").tag("statement", "naps").timer();
        assertThat(naps.totalTime(TimeUnit.MILLISECONDS)).isGreaterThan(59);
        assertThat(registry.get("strata.statements.slow").tag("datasource", "<default>").functionCounter().count())
                .isGreaterThanOrEqualTo(1);
        assertThat(registry.get("strata.pool.size").tag("datasource", "<default>").tag("role", "primary").gauge().value())
                .isBetween(1.0, 10.0);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
