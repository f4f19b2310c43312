package io.quarkiverse.strata.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/** A PgBouncer before the test server, which lends its connections by transaction; it has to be installed. */
public final class PgBouncer implements AutoCloseable {

    private static final List<String> PLACES = List.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer");

    private final int port;
    private final Process process;

    /** @param connections how many to the server */
    public PgBouncer(int connections) {
        try {
            Path directory = Files.createTempDirectory("pgbouncer",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            Path users = Files.writeString(directory.resolve("users.txt"), "\"postgres\" \"postgres\"\n");
            Path settings = Files.writeString(directory.resolve("pgbouncer.ini"), String.join("\n", "[databases]",
                    "* = host=127.0.0.1 port=" + PostgresServer.get().port(), "[pgbouncer]", "listen_addr = 127.0.0.1",
                    "listen_port = " + port, "unix_socket_dir =", "auth_type = trust", "auth_file = " + users,
                    "pool_mode = transaction", "default_pool_size = " + connections, ""));
            List<String> command = new ArrayList<>(List.of(program()));
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(List.of("-u", "nobody")); // it doesn't run as root
            }
            command.add(settings.toString());
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile())
                    .start();
            Awaitility.await("PgBouncer").until(() -> Files.readString(directory.resolve("log")).contains("process up"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program() {
        return Stream.concat(PLACES.stream(),
                Stream.of(System.getenv("PATH").split(":")).map(directory -> directory + "/pgbouncer"))
                .filter(place -> Files.isExecutable(Path.of(place))).findFirst()
                .orElseThrow(() -> new IllegalStateException("PgBouncer isn't installed: apt-get install pgbouncer"));
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
