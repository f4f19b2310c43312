package io.quarkiverse.strata.deployment.cache;

import static io.quarkiverse.strata.sql.Sql.all;
import static io.quarkiverse.strata.sql.Sql.select;
import static io.quarkiverse.strata.sql.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Database;
import io.quarkiverse.strata.sql.Select;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** An application with quarkus-redis-client shares what it caches, without further ado. */
class CacheInRedisTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .setForcedDependencies(
                    List.of(Dependency.of("io.quarkus", "quarkus-redis-client", Version.getVersion())))
            .overrideConfigKey("quarkus.strata.cache.enabled", "true")
            .overrideConfigKey("quarkus.strata.cache.lease", "300ms");

    @Inject
    Database db;

    @ConfigProperty(name = "quarkus.redis.hosts")
    String hosts;

    @Test
    void resultsAreInRedis() throws IOException {
        await(db.execute(sql("CREATE TABLE cached (id int)")));
        Select<Long> count = select(all()).from("cached").asCount();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (db.cache().statistics().hits() == 0 && System.nanoTime() < end) {
            assertThat(await(db.cacheFor(Duration.ofMinutes(1)).single(count))).isZero();
        }
        assertThat(db.cache().statistics().hits()).isPositive();
        assertThat(ask("DBSIZE")).isNotEqualTo(":0");
        await(db.execute(sql("INSERT INTO cached VALUES (1)")));
        assertThat(await(db.cacheFor(Duration.ofMinutes(1)).single(count))).isEqualTo(1);
    }

    private String ask(String command) throws IOException {
        URI uri = URI.create(hosts);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(2), StandardCharsets.US_ASCII);
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
