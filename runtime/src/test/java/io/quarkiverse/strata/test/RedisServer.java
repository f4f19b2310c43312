package io.quarkiverse.strata.test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;

import redis.embedded.core.ExecutableProvider;

/** A real Redis of this test's own, which can be killed, started again, and started from an older file. */
public final class RedisServer implements AutoCloseable {

    private final Path directory;
    private final File program;
    private final int port;
    private Process process;

    public RedisServer() {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
            directory = Files.createTempDirectory("strata-redis");
            program = ExecutableProvider.newJarResourceProvider().get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it from the file that is there, if any. */
    public void start() {
        try {
            process = new ProcessBuilder(program.getPath(), "--bind", "127.0.0.1", "--port", Integer.toString(port), "--dir",
                    directory.toString(), "--save", "", "--appendonly", "no")
                    .redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20))
                .until(() -> tell("PING").startsWith("+PONG"));
    }

    /** Ends it at once. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps what it has now as the file that it starts from. */
    public void save() {
        tell("SAVE");
    }

    /** Sends one command without arguments that have blanks. @return the beginning of the answer, empty when it is away */
    public String tell(String command) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[200];
            int length = socket.getInputStream().read(answer);
            return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.US_ASCII);
        } catch (IOException away) {
            return "";
        }
    }

    /** Stops the process without ending it, or lets it go on. */
    public void pause(boolean stopped) {
        try {
            new ProcessBuilder("kill", stopped ? "-STOP" : "-CONT", Long.toString(process.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        try {
            for (File file : directory.toFile().listFiles()) {
                Files.delete(file.toPath());
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
