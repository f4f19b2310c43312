package io.quarkiverse.strata.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server on a data directory that exists, which tests start, stop and kill. */
final class ServerProcess {

    private final Path programs;
    private final Path data;
    private final int port;
    private final Map<String, String> settings;

    /** @param programs the directory with {@code pg_ctl} and {@code postgres} */
    ServerProcess(Path programs, Path data, int port, Map<String, String> settings) {
        this.programs = programs;
        this.data = data;
        this.port = port;
        this.settings = settings;
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    /** Returns when it answers. */
    void start() {
        StringBuilder options = new StringBuilder("-F -p " + port + " -c listen_addresses=localhost"
                + " -c unix_socket_directories=");
        settings.forEach((name, value) -> options.append(" -c ").append(name).append('=').append(value));
        control("-w", "-t", "30", "-l", data.resolve("server.log").toString(), "-o", options.toString(), "start");
    }

    /** As an administrator does: sessions are ended, what was committed is written and sent to the standbys. */
    void stop() {
        if (postmaster() != null) {
            control("-w", "-t", "30", "-m", "fast", "stop");
        }
    }

    /** As a crash does: nothing is written, nobody is told. Returns when its last process is gone. */
    void kill() {
        ProcessHandle postmaster = postmaster();
        if (postmaster == null) {
            return;
        }
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        all.add(postmaster);
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops all its processes as they are: who is connected hears nothing. */
    void freeze() {
        signal("-STOP");
    }

    /** Lets them go on. */
    void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        ProcessHandle postmaster = postmaster();
        List<String> command = new ArrayList<>(List.of("kill", name, Long.toString(postmaster.pid())));
        postmaster.descendants().forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isRunning() {
        return postmaster() != null;
    }

    /** Its main process; null when it doesn't run. */
    private ProcessHandle postmaster() {
        try {
            Path file = data.resolve("postmaster.pid");
            return Files.exists(file)
                    ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).trim()))
                            .filter(process -> process.info().command().orElse("").endsWith("/postgres")).orElse(null)
                    : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Output goes to a file: a server that stays behind would keep a pipe open. */
    private void control(String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
        }
        command.addAll(List.of(programs.resolve("pg_ctl").toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        Path log = data.resolve("pg_ctl.log");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
            if (!process.waitFor(40, TimeUnit.SECONDS) || process.exitValue() != 0) {
                Path server = data.resolve("server.log");
                throw new IllegalStateException(String.join(" ", command) + "\n" + Files.readString(log)
                        + (Files.exists(server) ? Files.readString(server) : ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
