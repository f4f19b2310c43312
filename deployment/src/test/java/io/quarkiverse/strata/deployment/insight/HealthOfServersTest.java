package io.quarkiverse.strata.deployment.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.deployment.devservices.Ask;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;

/** Without a replica an application is ready, without the primary it isn't, and it says so quickly. */
class HealthOfServersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(jar -> jar.addClass(Ask.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())))
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.devservices.db-name", "health")
            .overrideConfigKey("quarkus.strata.devservices.replicas", "2")
            .overrideConfigKey("quarkus.strata.replicas.check-interval", "100ms");

    @TestHTTPResource("/q/health/ready")
    URL ready;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String primary;

    @ConfigProperty(name = "quarkus.strata.replicas.urls")
    List<String> replicas;

    @Test
    void onlyThePrimaryDecides() throws Exception {
        Awaitility.await().untilAsserted(() -> assertThat(data(200).getString("<default>")).isEqualTo("UP"));
        assertThat(data(200).getString("<default>.primary")).matches("UP, connections in use \\d+ of 10, waiting 0");
        assertThat(data(200).getString("<default>." + server(0)))
                .matches("UP, connections in use 0 of 10, waiting 0, \\d+ ms behind");

        kill(replicas.get(1));
        Awaitility.await().untilAsserted(() -> assertThat(data(200).getString("<default>." + server(1)))
                .startsWith("DOWN: STRATA-2121: it does not answer: "));
        assertThat(data(200).getString("<default>")).isEqualTo("DEGRADED: 1 of 2 replicas without reads");
        assertThat(data(200).getString("<default>." + server(0))).startsWith("UP, ");

        kill(primary);
        Awaitility.await().untilAsserted(() -> assertThat(data(503).getString("<default>")).startsWith("DOWN: STRATA-2"));
        assertThat(data(503).getString("<default>.primary")).startsWith("DOWN, connections in use ");
        assertThat(data(503).getString("<default>." + server(1))).startsWith("DOWN: ");
    }

    private String server(int replica) {
        return replicas.get(replica).replaceAll(".*//([^/]+)/.*", "$1");
    }

    private static void kill(String url) throws Exception {
        Ask.ask(url, "quarkus", "quarkus", "COPY (SELECT) TO PROGRAM "
                + "'cat >/dev/null; (sleep 0.3; kill -QUIT $(head -n 1 postmaster.pid)) >/dev/null 2>&1 &'");
    }

    private JsonObject data(int status) throws Exception {
        long began = System.nanoTime();
        HttpResponse<String> response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(ready.toURI()).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return new JsonObject(response.body()).getJsonArray("checks").stream().map(each -> (JsonObject) each)
                .filter(each -> each.getString("name").equals("Strata databases")).findFirst().orElseThrow()
                .getJsonObject("data");
    }
}
