package io.quarkiverse.strata.deployment.insight;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.migration.Migrations;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Multi;
import io.vertx.core.json.JsonObject;

/** Readiness by the databases, within two seconds; started once migrated. */
class HealthTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())))
            .withApplicationRoot(jar -> jar.addClass(M20261122_CreateThings.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.reactive.max-size", "2")
            .overrideConfigKey("quarkus.strata.migration.migrate-at-start", "false");

    @TestHTTPResource("/q/health/")
    URL health;

    @Inject
    Database db;

    @Inject
    Migrations migrations;

    @Test
    void readyWhileTheDatabaseAnswers() throws Exception {
        JsonObject ready = check("ready", 200, "Strata databases");
        assertThat(ready.getString("status")).isEqualTo("UP");
        assertThat(ready.getJsonObject("data").getString("<default>")).isEqualTo("UP");
        assertThat(ready.getJsonObject("data").getString("<default>.primary"))
                .isEqualTo("UP, connections in use 0 of 2, waiting 0");

        // both connections are taken
        var busy = Multi.createFrom().range(0, 2).onItem().transformToUniAndMerge(n -> db.execute(sql("SELECT pg_sleep(4)")))
                .collect().asList().subscribeAsCompletionStage();
        db.execute(sql("SELECT 1")).ifNoItem().after(Duration.ofMillis(300)).recoverWithItem(0).await().indefinitely();
        long began = System.nanoTime();
        JsonObject exhausted = check("ready", 503, "Strata databases");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(1500), Duration.ofMillis(3700));
        assertThat(exhausted.getJsonObject("data").getString("<default>")).isEqualTo("DOWN: no answer within 2 s: the server "
                + "doesn't answer, or all connections of the pool are in use");
        assertThat(exhausted.getJsonObject("data").getString("<default>.primary"))
                .isEqualTo("DOWN, connections in use 2 of 2, waiting 0");
        busy.get();
        assertThat(check("ready", 200, "Strata databases").getString("status")).isEqualTo("UP");
    }

    @Test
    void startedOnceMigrated() throws Exception {
        assertThat(check("started", 503, "Strata migrations").getJsonObject("data").getString("<default>"))
                .isEqualTo("1 pending");
        migrations.migrate().await().atMost(Duration.ofSeconds(20));
        assertThat(check("started", 200, "Strata migrations").getString("status")).isEqualTo("UP");
    }

    /** Quarkus's own check of the same pools is gone. */
    private JsonObject check(String kind, int status, String name) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(health + kind)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).doesNotContain("Reactive PostgreSQL");
        return new JsonObject(response.body()).getJsonArray("checks").stream().map(each -> (JsonObject) each)
                .filter(each -> each.getString("name").equals(name)).findFirst().orElseThrow();
    }
}
