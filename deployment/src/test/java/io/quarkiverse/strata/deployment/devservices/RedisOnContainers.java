package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** Where a container runtime is, Redis comes as a container, and no process in its place: {@code -Pcontainers}. */
class RedisOnContainers {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-redis-client", Version.getVersion())));

    @ConfigProperty(name = "quarkus.redis.hosts")
    String hosts;

    @Test
    void itAnswersAtTheClientsAddress() throws Exception {
        URI uri = URI.create(hosts);
        assertThat(ask(uri, "PING\r\n")).startsWith("+PONG");
        assertThat(ask(uri, "INFO server\r\n")).as("the image's port, not the host's").contains("tcp_port:6379\r\n");
    }

    private static String ask(URI uri, String command) throws Exception {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((command + "QUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
