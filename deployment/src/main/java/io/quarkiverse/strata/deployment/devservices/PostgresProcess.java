package io.quarkiverse.strata.deployment.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import io.quarkus.deployment.builditem.Startable;

/**
 * A PostgreSQL server as a process of this machine: a new data directory, started on loopback alone, with a password, and
 * thrown away at the end as a container would be. It doesn't wait for the disk (fsync is off): it outlives a crash of the
 * application, not of the machine. All else that a test can see is as in production, {@code synchronous_commit} included.
 */
final class PostgresProcess implements Startable {

    private static final String CONFIGURATION = """

            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            fsync = off
            full_page_writes = off
            synchronous_commit = on
            timezone = 'UTC'
            log_timezone = 'UTC'
            """;

    private final PostgresSettings settings;
    private int port;
    private Reaper reaper;

    PostgresProcess(PostgresSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start() {
        try {
            Workspace workspace = Workspace.open();
            Path programs = settings.programs().unpackedIn(workspace).resolve("bin");
            Path directory = workspace.newServer();
            try {
                start(programs, directory);
            } catch (IOException | RuntimeException e) {
                abandon(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(Path programs, Path directory) throws IOException {
        Path data = directory.resolve("data");
        Path log = directory.resolve("log");
        Path password = Files.createFile(directory.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, settings.password() + "\n");
        // ICU sorts as the container image's en_US does, on every system
        run(log, Command.of(programs.resolve("initdb"), "-D", data, "-U", settings.user(), "--pwfile=" + password,
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en",
                "--no-sync", "--no-instructions"));
        Files.delete(password);
        Files.writeString(data.resolve("postgresql.conf"), CONFIGURATION, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        if (!settings.database().equals("postgres")) {
            run(log, Command.of(programs.resolve("postgres"), "--single", "-D", data, "postgres")
                    .withInput("CREATE DATABASE \"" + settings.database().replace("\"", "\"\"") + "\"\n"));
        }
        port = settings.port().orElseGet(Ports::free);
        run(log, Command.of(programs.resolve("pg_ctl"), "-D", data, "-l", directory.resolve("server.log"), "-w", "-t",
                settings.timeout().toSeconds(), "-o", "-p " + port, "start"));
        reaper = Reaper.watch(pid(data), directory);
    }

    private static long pid(Path data) throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
    }

    /** Ends a server that came up too late, and removes what is there of it. */
    private static void abandon(Path directory) throws IOException {
        Path data = directory.resolve("data");
        if (Files.exists(data.resolve("postmaster.pid"))) {
            Reaper.watch(pid(data), directory).close();
        }
        Workspace.delete(directory);
    }

    private void run(Path log, Command command) throws IOException {
        command.asNobodyWhenRoot().run(log, settings.timeout());
    }

    /** The address for the reactive client. */
    String reactiveUrl() {
        return "vertx-reactive:postgresql://" + getConnectionInfo() + "/" + Ports.encode(settings.database());
    }

    @Override
    public String getConnectionInfo() {
        return "127.0.0.1:" + port;
    }

    /** No container: null. */
    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() throws IOException {
        if (reaper != null) {
            reaper.close();
            reaper = null;
        }
    }
}
