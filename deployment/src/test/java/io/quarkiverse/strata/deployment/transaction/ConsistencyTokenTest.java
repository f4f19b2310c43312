package io.quarkiverse.strata.deployment.transaction;

import static io.quarkiverse.strata.sql.Sql.col;
import static io.quarkiverse.strata.sql.Sql.count;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.deployment.devservices.Ask;
import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkiverse.strata.pool.PoolStatus;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

/** What a client wrote in one request is in what it reads in the next, though a replica is behind. */
class ConsistencyTokenTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())))
            .withApplicationRoot(jar -> jar.addClasses(Notes.class, Ask.class))
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql")
            .overrideConfigKey("quarkus.strata.devservices.replicas", "1")
            .overrideConfigKey("quarkus.strata.replicas.check-interval", "50ms")
            .overrideConfigKey("quarkus.strata.http.consistency.token", "cookie");

    @TestHTTPResource
    URI uri;

    @Inject
    Database db;

    @Inject
    PoolMonitor pools;

    @ConfigProperty(name = "quarkus.strata.replicas.urls")
    String replica;

    private HttpResponse<String> send(String method, String path, String cookie) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(path)).method(method,
                HttpRequest.BodyPublishers.noBody());
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    @Test
    void theNextRequestReadsWhatThisOneWrote() throws Exception {
        db.execute(sql("CREATE TABLE note (id int)")).await().atMost(Duration.ofSeconds(10));
        Awaitility.await().until(() -> pools.pools().get(1).state() == PoolStatus.State.UP
                && send("GET", "/notes?id=1", null).body().equals("0"));
        Ask.ask(replica, "quarkus", "quarkus", "SELECT pg_wal_replay_pause()");
        try {
            HttpResponse<String> written = send("POST", "/notes?id=1", null);
            String told = written.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(told).startsWith("Strata-Consistency=").contains("Path=/").containsIgnoringCase("HttpOnly")
                    .containsIgnoringCase("SameSite=Lax").contains("Max-Age=600").doesNotContain("Secure");
            String cookie = told.substring(0, told.indexOf(';'));

            assertThat(send("GET", "/notes?id=1", null).body()).as("without the token").isEqualTo("0");
            HttpResponse<String> read = send("GET", "/notes?id=1", cookie);
            assertThat(read.body()).isEqualTo("1");
            assertThat(read.headers().firstValue("Set-Cookie")).isEqualTo(Optional.empty());
            assertThat(send("GET", "/notes?id=1", "Strata-Consistency=AAAA").body()).as("with an invented one").isEqualTo("0");
        } finally {
            Ask.ask(replica, "quarkus", "quarkus", "SELECT pg_wal_replay_resume()");
        }
    }

    @Path("/notes")
    public static class Notes {

        @Inject
        Database db;

        @POST
        public Uni<String> add(@RestQuery int id) {
            return db.execute(sql("INSERT INTO note VALUES (:id)").bind("id", id)).map(String::valueOf);
        }

        @GET
        public Uni<String> number(@RestQuery int id) {
            return db.onReplica().single(select(count()).from("note").where(col("id").eq(id))).map(String::valueOf);
        }
    }
}
