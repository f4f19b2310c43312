package io.quarkiverse.strata.deployment.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

import io.quarkus.deployment.builditem.Startable;

/** A Redis server as a process of this machine, on loopback alone, in memory alone, thrown away at the end. */
final class RedisProcess implements Startable {

    private final RedisProgram program;
    private final OptionalInt wantedPort;
    private final Duration timeout;
    private int port;
    private Reaper reaper;

    RedisProcess(RedisProgram program, OptionalInt wantedPort, Duration timeout) {
        this.program = program;
        this.wantedPort = wantedPort;
        this.timeout = timeout;
    }

    @Override
    public void start() {
        try {
            Path directory = Workspace.open().newServer();
            try {
                start(directory);
            } catch (IOException | RuntimeException e) {
                close();
                Workspace.delete(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(Path directory) throws IOException {
        Path server = directory.resolve("redis-server");
        Path pidFile = directory.resolve("redis.pid");
        Path log = directory.resolve("log");
        program.copyTo(server);
        port = wantedPort.orElseGet(Ports::free);
        // as a daemon it isn't hit by the Ctrl-C that ends the application, which still needs it then
        Command.of(server, "--daemonize", "yes", "--bind", "127.0.0.1", "--port", port, "--dir", directory, "--pidfile",
                pidFile, "--logfile", log, "--save", "", "--appendonly", "no").run(log, timeout);
        awaitReady(pidFile, log);
        reaper = Reaper.watch(Long.parseLong(Files.readString(pidFile).trim()), directory);
    }

    /** Redis writes its process number when it listens, not before. */
    private void awaitReady(Path pidFile, Path log) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        while (!Files.exists(pidFile) || Files.size(pidFile) == 0) {
            String said = Files.exists(log) ? Files.readString(log) : "";
            if (System.nanoTime() > end || said.contains("aborting") || said.contains("exiting")) {
                throw new DevServicesException("STRATA-4213", "Redis did not start on port " + port + ". Its last words:\n"
                        + said.strip());
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DevServicesException("STRATA-4213", "The start of Redis was interrupted.", e);
            }
        }
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
