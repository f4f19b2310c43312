package io.quarkiverse.strata.deployment.devservices;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Ends a server when this JVM is gone, however it went. It is a shell that waits for the end of a pipe of which this JVM has
 * the only other end: the operating system closes it even after {@code kill -9}. The shell then stops the server (SIGINT is a
 * fast shutdown to PostgreSQL and a shutdown to Redis) and removes its directory. {@link #close} does the same at once.
 */
final class Reaper implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            read -r _
            kill -INT "$1" 2>/dev/null
            i=0
            while kill -0 "$1" 2>/dev/null && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
            kill -KILL "$1" 2>/dev/null
            rm -rf "$2"
            """;

    private final Process shell;

    private Reaper(Process shell) {
        this.shell = shell;
    }

    static Reaper watch(long pid, Path directory) throws IOException {
        return new Reaper(new ProcessBuilder("sh", "-c", SCRIPT, "strata-reaper", Long.toString(pid), directory.toString())
                .directory(directory.getParent().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Stops the server and waits until it is gone and its directory removed. */
    @Override
    public void close() throws IOException {
        shell.getOutputStream().close();
        try {
            shell.waitFor(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the shell goes on without us
        }
    }
}
