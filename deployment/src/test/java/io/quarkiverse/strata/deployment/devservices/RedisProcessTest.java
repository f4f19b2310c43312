package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

class RedisProcessTest {

    private final RedisProgram program = RedisProgram.find(RedisProcessTest.class.getClassLoader(), Platform.current())
            .orElseThrow();

    @Test
    void answersUntilItIsClosed() throws IOException {
        int port = Ports.free();
        RedisProcess redis = new RedisProcess(program, OptionalInt.of(port), Duration.ofSeconds(30));
        redis.start();
        assertThat(redis.getConnectionInfo()).isEqualTo("127.0.0.1:" + port);
        assertThat(ask(port, "SET a 1\r\n", 5)).isEqualTo("+OK\r\n");
        assertThat(ask(port, "CONFIG GET bind\r\n", 29)).endsWith("$9\r\n127.0.0.1\r\n");
        redis.close();
        assertThatThrownBy(() -> ask(port, "PING\r\n", 5)).isInstanceOf(IOException.class);
    }

    @Test
    void aTakenPortIsAFailureInRedisOwnWords() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            RedisProcess redis = new RedisProcess(program, OptionalInt.of(taken.getLocalPort()), Duration.ofSeconds(30));
            assertThatThrownBy(redis::start).isInstanceOf(DevServicesException.class)
                    .hasMessageStartingWith("STRATA-4213: Redis did not start on port " + taken.getLocalPort()
                            + ". Its last words:\n")
                    .hasMessageContaining("Address already in use");
        }
    }

    private static String ask(int port, String command, int length) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
        }
    }
}
