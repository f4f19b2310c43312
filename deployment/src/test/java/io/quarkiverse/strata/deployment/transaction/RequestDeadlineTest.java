package io.quarkiverse.strata.deployment.transaction;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.DatabaseException;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** {@code quarkus.strata.http.deadline}, and a default limit of results. */
class RequestDeadlineTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())))
            .withApplicationRoot(jar -> jar.addClasses(Slow.class, Failed.class))
            .overrideConfigKey("quarkus.strata.transactions.requests", "writes")
            .overrideConfigKey("quarkus.strata.results.max-rows", "10")
            .overrideConfigKey("quarkus.strata.results.max-size", "20K")
            .overrideConfigKey("quarkus.strata.http.deadline", "400ms");

    @TestHTTPResource
    URI uri;

    @Inject
    Database db;

    private String send(String method, String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private long sleeping() {
        return db.single(sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT%pg_sleep%' AND state = 'active' "
                + "AND pid <> pg_backend_pid()").as(Long.class)).await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void whatARequestRunsEndsWithItsTime() throws Exception {
        assertThat(send("GET", "/slow/0")).isEqualTo("0");
        assertThat(send("GET", "/slow/20")).isEqualTo("STRATA-2206");
        assertThat(send("GET", "/slow/0.25/and/20")).isEqualTo("STRATA-2206");
        assertThat(send("POST", "/slow/20")).isEqualTo("STRATA-2414");
        assertThat(send("GET", "/slow/stream/0.7")).contains("0.7");
        assertThat(send("POST", "/slow/0")).isEqualTo("0");
        await().atMost(Duration.ofSeconds(10)).until(() -> sleeping() == 0);
    }

    @Test
    void resultsHaveTheLimitsOfTheConfiguration() throws Exception {
        assertThat(send("GET", "/slow/rows/10")).isEqualTo("10");
        assertThat(send("GET", "/slow/rows/11")).isEqualTo("STRATA-2210");
        assertThat(send("GET", "/slow/bytes/10000")).isEqualTo("1");
        assertThat(send("GET", "/slow/bytes/30000")).isEqualTo("STRATA-2210");
    }

    @Path("/slow")
    public static class Slow {

        @Inject
        Database db;

        private Uni<String> sleep(String seconds) {
            return db.single(sql("SELECT :seconds::text FROM pg_sleep(:seconds::float8)").bind("seconds", seconds)
                    .as(String.class));
        }

        @GET
        @Path("/{seconds}")
        public Uni<String> read(@PathParam("seconds") String seconds) {
            return sleep(seconds);
        }

        @GET
        @Path("/{first}/and/{second}")
        public Uni<String> both(@PathParam("first") String first, @PathParam("second") String second) {
            return sleep(first).chain(() -> sleep(second));
        }

        @GET
        @Path("/stream/{seconds}")
        public Multi<String> stream(@PathParam("seconds") String seconds) {
            return sleep(seconds).toMulti();
        }

        @POST
        @Path("/{seconds}")
        public Uni<String> inATransaction(@PathParam("seconds") String seconds) {
            return sleep(seconds);
        }

        @GET
        @Path("/rows/{rows}")
        public Uni<String> rows(@PathParam("rows") int rows) {
            return db.list(sql("SELECT generate_series(1, :rows)").bind("rows", rows)).map(all -> "" + all.size());
        }

        @GET
        @Path("/bytes/{bytes}")
        public Uni<String> bytes(@PathParam("bytes") int bytes) {
            return db.list(sql("SELECT repeat('x', :bytes)").bind("bytes", bytes)).map(all -> "" + all.size());
        }
    }

    @Provider
    public static class Failed implements ExceptionMapper<DatabaseException> {

        @Override
        public Response toResponse(DatabaseException failure) {
            return Response.serverError().entity(failure.code()).build();
        }
    }
}
