package io.quarkiverse.strata.deployment.insight;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkiverse.strata.Database;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

/** Statements are spans of their request, once each, and named by what there are few of. */
class SpansTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .withApplicationRoot(jar -> jar.addClasses(Films.class, Kept.class))
            .overrideConfigKey("quarkus.otel.traces.exporter", "cdi")
            .overrideConfigKey("quarkus.otel.metrics.exporter", "none")
            .overrideConfigKey("quarkus.otel.logs.exporter", "none")
            .overrideConfigKey("quarkus.otel.bsp.schedule.delay", "50ms");

    @TestHTTPResource
    URI uri;

    @Inject
    Kept kept;

    @Inject
    Database db;

    @BeforeEach
    void table() {
        db.execute(sql("CREATE TABLE IF NOT EXISTS film (id int8)")).await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void aStatementIsASpanOfItsRequest() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(uri.resolve("/films?secret=7")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(500);
        SpanData request = span("GET /films");
        List<SpanData> inside = kept.spans.stream().filter(span -> span.getParentSpanId().equals(request.getSpanId())).toList();
        assertThat(inside).extracting(SpanData::getName).containsExactly("insert film", "select film", "failing");

        SpanData select = inside.get(1);
        assertThat(select.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(text(select, "db.system.name")).isEqualTo("postgresql");
        assertThat(text(select, "db.query.summary")).isEqualTo("select film");
        assertThat(text(select, "db.query.text"))
                .isEqualTo("SELECT id FROM film WHERE id = $1::int8 AND pg_sleep(0.05) IS NOT NULL");
        assertThat(text(select, "strata.server")).isEqualTo("primary");
        assertThat(select.getAttributes().get(AttributeKey.longKey("db.response.returned_rows"))).isOne();
        assertThat(select.getAttributes().get(AttributeKey.doubleKey("strata.wire.duration"))).isBetween(0.05, 5.0);
        assertThat(select.getAttributes().get(AttributeKey.doubleKey("strata.queue.duration"))).isBetween(0.0, 5.0);
        assertThat(select.getEndEpochNanos() - select.getStartEpochNanos()).isGreaterThan(49_000_000);
        assertThat(select.getStartEpochNanos()).isGreaterThanOrEqualTo(request.getStartEpochNanos() - 1_000_000);

        SpanData failed = inside.get(2);
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(text(failed, "db.response.status_code")).isEqualTo("22012");
        assertThat(text(failed, "strata.code")).isEqualTo("STRATA-2300");
        assertThat(text(failed, "error.type")).isEqualTo("io.quarkiverse.strata.DatabaseException");
    }

    private static String text(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }

    private SpanData span(String name) {
        return Awaitility.await().until(() -> kept.spans.stream().filter(span -> span.getName().equals(name)).findFirst(),
                found -> found.isPresent()).orElseThrow();
    }

    @Path("/films")
    public static class Films {

        @Inject
        Database db;

        @GET
        public Uni<Integer> list() {
            return db.execute(sql("INSERT INTO film VALUES (7)"))
                    .chain(() -> db.execute(sql("SELECT id FROM film WHERE id = :id AND pg_sleep(0.05) IS NOT NULL")
                            .bind("id", 7L)))
                    .chain(() -> db.tagged("failing").execute(sql("SELECT 1 / 0")));
        }
    }

    @Singleton
    public static class Kept implements SpanExporter {

        final List<SpanData> spans = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
