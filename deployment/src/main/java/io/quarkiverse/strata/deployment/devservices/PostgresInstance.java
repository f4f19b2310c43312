package io.quarkiverse.strata.deployment.devservices;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** One server on a data directory that is thrown away with it. The directory also has the server's logs. */
final class PostgresInstance implements AutoCloseable {

    private final Path directory;
    private final int port;
    private Reaper reaper;

    PostgresInstance(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    int port() {
        return port;
    }

    Path data() {
        return directory.resolve("data");
    }

    /** What the programs say that prepare and start it. */
    Path log() {
        return directory.resolve("log");
    }

    /** Makes it a standby, from the data of a server that never ran: both begin at the same place of the log. */
    void follow(Path data, StandbySettings settings) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                Files.copy(from, target(from), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                Files.copy(from, target(from), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            private Path target(Path from) {
                return data().resolve(data.relativize(from).toString());
            }
        });
        Files.createFile(data().resolve("standby.signal"));
        Files.writeString(data().resolve("postgresql.auto.conf"), settings.lines(), StandardOpenOption.APPEND);
    }

    /** Returns when it takes connections. */
    void start(Path programs, Duration timeout) throws IOException {
        Command.of(programs.resolve("pg_ctl"), "-D", data(), "-l", directory.resolve("server.log"), "-w", "-t",
                timeout.toSeconds(), "-o", "-p " + port, "start").asNobodyWhenRoot().run(log(), timeout);
        reaper = Reaper.watch(pid(), directory);
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0).trim());
    }

    /** Ends it, also one that came up too late, and removes its directory. */
    @Override
    public void close() throws IOException {
        if (reaper == null && Files.exists(data().resolve("postmaster.pid"))) {
            reaper = Reaper.watch(pid(), directory);
        }
        if (reaper != null) {
            reaper.close();
            reaper = null;
        }
        if (Files.exists(directory)) {
            Workspace.delete(directory);
        }
    }
}
