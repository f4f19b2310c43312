package io.quarkiverse.strata.rental.desk;

import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.sql.Query;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;

@QuarkusTest
class RentalStreamTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** What other sessions of this database do. */
    private static final Query<String> BUSY = sql("SELECT state FROM pg_stat_activity WHERE datname = current_database()"
            + " AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND state <> 'idle'").as(String.class);

    @Inject
    Database db;

    @TestHTTPResource("/rentals/stream")
    URI stream;

    @Test
    void givesEachRentalOnALineOfItsOwn() throws Exception {
        long rentals = db.count(select(Rental.class)).await().atMost(TIMEOUT);
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(stream).build(),
                BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("application/x-ndjson"));
        List<Long> ids = response.body().map(line -> new JsonObject(line).getLong("rentalId")).toList();
        assertThat(ids).hasSize((int) rentals).isSorted().doesNotHaveDuplicates();
        assertIdle();
    }

    @Test
    void aClientThatGoesAwayEndsTheCursor() throws Exception {
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(4 * 1024);
            client.connect(new InetSocketAddress(stream.getHost(), stream.getPort()));
            assertThat(firstLines(client, 10)).hasSize(10).allMatch(line -> new JsonObject(line).containsKey("rentalId"));
            Thread.sleep(500); // the server has long filled what is between it and us
            assertThat(busy()).as("the cursor waits for the client").hasSize(1);
        }
        assertIdle();
    }

    private List<String> firstLines(Socket client, int count) throws IOException {
        client.getOutputStream().write(("GET " + stream.getPath() + " HTTP/1.1\r\nHost: " + stream.getHost() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8), 512);
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = in.readLine();
            if (line.startsWith("{")) {
                lines.add(line);
            }
        }
        return lines;
    }

    private void assertIdle() {
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(busy()).isEmpty());
    }

    private List<String> busy() {
        return db.list(BUSY).await().atMost(TIMEOUT);
    }

    /** Little room between server and client, so that a client that stops reading is felt at once. */
    @Singleton
    static class SmallSendBuffer implements HttpServerOptionsCustomizer {

        @Override
        public void customizeHttpServer(HttpServerOptions options) {
            options.setSendBufferSize(4 * 1024);
        }
    }
}
