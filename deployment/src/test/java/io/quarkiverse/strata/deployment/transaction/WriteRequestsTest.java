package io.quarkiverse.strata.deployment.transaction;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.Propagation;
import io.quarkiverse.strata.Transactional;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

/** {@code quarkus.strata.transactions.requests=writes}. */
class WriteRequestsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())))
            .withApplicationRoot(jar -> jar.addClasses(Notes.class, Contract.class, Implementation.class))
            .overrideConfigKey("quarkus.strata.transactions.requests", "writes");

    @TestHTTPResource
    URI uri;

    @Inject
    Database db;

    @BeforeEach
    void empty() {
        await(db.execute(sql("CREATE TABLE IF NOT EXISTS note (id int8)")));
        await(db.execute(sql("TRUNCATE note")));
    }

    private long count() {
        return await(db.single(sql("SELECT count(*) FROM note").as(Long.class)));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aWriteRequestIsCommittedBeforeItsResponse() throws Exception {
        assertThat(send("POST", "/notes").statusCode()).isEqualTo(200);
        assertThat(count()).isEqualTo(2);
        assertThat(send("PATCH", "/notes").body()).isEqualTo("in a transaction");
        assertThat(send("GET", "/notes").body()).isEqualTo("none");
        assertThat(send("PUT", "/contract").body()).isEqualTo("in a transaction");
    }

    @Test
    void oneThatFailsIsRolledBack() throws Exception {
        assertThat(send("PUT", "/notes").statusCode()).isEqualTo(403);
        assertThat(send("DELETE", "/notes").statusCode()).isEqualTo(409);
        assertThat(count()).isZero();
    }

    @Test
    void oneThatOptsOutRunsWithout() throws Exception {
        assertThat(send("POST", "/notes/alone").body()).isEqualTo("none");
    }

    @Test
    void aClientThatGoesAwayLeavesNothing() throws Exception {
        try (Socket client = new Socket(uri.getHost(), uri.getPort())) {
            client.getOutputStream().write(("POST /notes/slow HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().flush();
            until(1);
        }
        until(0);
        assertThat(count()).isZero();
    }

    private void until(long sleeping) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plusSeconds(10);
        while (await(db.single(sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' "
                + "AND state = 'active'").as(Long.class))) != sleeping) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(20);
        }
    }

    @Path("/notes")
    public static class Notes {

        @Inject
        Database db;

        private Uni<Integer> add() {
            return db.execute(sql("INSERT INTO note VALUES (1)"));
        }

        private Uni<String> whereAmI() {
            return add().chain(() -> db.single(sql("SELECT CASE WHEN xmin = pg_current_xact_id()::xid THEN 'in a transaction' "
                    + "ELSE 'none' END FROM note LIMIT 1").as(String.class)));
        }

        @GET
        public Uni<String> read() {
            return whereAmI();
        }

        @POST
        public Uni<Integer> post() {
            return add().chain(this::add);
        }

        @PATCH
        public Uni<String> patch() {
            return db.execute(sql("DELETE FROM note")).chain(this::whereAmI);
        }

        @PUT
        public Uni<Integer> put() {
            return add().chain(() -> Uni.createFrom().failure(new ForbiddenException()));
        }

        @DELETE
        public Uni<RestResponse<String>> delete() {
            return add().replaceWith(RestResponse.status(RestResponse.Status.CONFLICT, "no"));
        }

        @POST
        @Path("/alone")
        @Transactional(Propagation.NEVER)
        public Uni<String> alone() {
            return whereAmI();
        }

        @POST
        @Path("/slow")
        public Uni<Integer> slow() {
            return add().chain(() -> db.execute(sql("SELECT pg_sleep(20)")));
        }
    }

    @Path("/contract")
    public interface Contract {

        @PUT
        Uni<String> put();
    }

    public static class Implementation implements Contract {

        @Inject
        Notes notes;

        @Override
        public Uni<String> put() {
            return notes.db.execute(sql("DELETE FROM note")).chain(() -> notes.whereAmI());
        }
    }
}
