package io.quarkiverse.strata.rental.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.strata.rental.Packaged;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The packaged application in production: it isn't ready while its database is away, and is again when that is back. */
class DatabaseAwayIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Quarkus's own check would wait for 20 s. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    private final int database = freePort();
    private final int http = freePort();

    @Test
    void readinessFollowsTheDatabase() throws Exception {
        EmbeddedPostgres server = startDatabase();
        List<String> properties = new ArrayList<>(Packaged.dataSource(database, "postgres"));
        properties.add("-Dquarkus.http.port=" + http);
        properties.add("-Dquarkus.redis.hosts=redis://localhost:" + freePort()); // nobody is there, and that is no reason
        Path out = directory.resolve("out");
        Process application = Packaged.start(properties, Map.of(), out, directory.resolve("err"));
        try {
            await(200, "UP", out);
            server.close();
            await(503, "DOWN: STRATA-", out);
            server = startDatabase();
            await(200, "UP", out);
        } finally {
            application.destroy();
            application.waitFor();
            server.close();
        }
    }

    private void await(int status, String said, Path out) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).ignoreExceptions().untilAsserted(() -> {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + http + "/q/health/ready")).timeout(SOON).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(() -> answer.body() + read(out)).isEqualTo(status);
            JsonNode checks = JSON.readTree(answer.body()).get("checks");
            assertThat(checks).extracting(check -> check.get("name").asText()).containsExactly("Strata databases");
            assertThat(checks.get(0).get("data").get("<default>").asText()).startsWith(said);
        });
    }

    private static String read(Path file) {
        try {
            return "\n" + Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private EmbeddedPostgres startDatabase() throws IOException {
        return EmbeddedPostgres.builder().setPort(database).setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false).start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
