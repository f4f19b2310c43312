package io.quarkiverse.strata.deployment.transaction;

import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.pool.PoolMonitor;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Multi;

/** A client that asks for a long answer and stops to read it doesn't keep its connection to the database. */
class StalledReaderTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())))
            .withApplicationRoot(jar -> jar.addClasses(Rows.class))
            .overrideConfigKey("quarkus.strata.streams.stall-limit", "1s");

    @TestHTTPResource
    URI uri;

    @Inject
    Database db;

    @Inject
    PoolMonitor pools;

    private long open() {
        return db.single(sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'").as(Long.class))
                .await().atMost(Duration.ofSeconds(5));
    }

    @Test
    void itsStreamEnds() throws Exception {
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(4096);
            client.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            client.getOutputStream().write("GET /rows HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().read();
            Awaitility.await().until(() -> pools.openStreams() == 1 && open() == 1);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> pools.openStreams() == 0 && open() == 0);
            assertThat(pools.pools().get(0).inUse()).isZero();
        }
    }

    @Path("/rows")
    public static class Rows {

        @Inject
        Database db;

        @GET
        @Produces("text/plain")
        public Multi<String> rows() {
            return db.stream(sql("SELECT repeat('x', 10000) FROM generate_series(1, 100000)").as(String.class));
        }
    }
}
