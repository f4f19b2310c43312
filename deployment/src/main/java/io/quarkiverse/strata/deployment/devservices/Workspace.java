package io.quarkiverse.strata.deployment.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

/**
 * The directory of this user under which the servers' programs and data stand. It is in the machine's temporary directory, not
 * in the project: a {@code mvn clean} in another terminal must not pull the data from under a running server.
 *
 * <p>
 * Each server has a directory named after its JVM. Those whose JVM is gone were left by a crash of the machine (after any
 * smaller one the {@link Reaper} cleaned up) and are removed by the next start, with a server that should still run in them.
 */
final class Workspace {

    private static final Logger LOG = Logger.getLogger(Workspace.class);
    private static final String PREFIX = "server-";

    private final Path root;

    private Workspace(Path root) {
        this.root = root;
    }

    /** The workspace of the current user, with what crashes left in it removed. */
    static Workspace open() throws IOException {
        return open(Path.of(System.getProperty("java.io.tmpdir"), "strata-" + System.getProperty("user.name")));
    }

    static Workspace open(Path root) throws IOException {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (java.nio.file.FileAlreadyExistsException e) {
                LOG.trace("made by another JVM at the same time", e);
            }
        }
        refuseForeign(root);
        Workspace workspace = new Workspace(root);
        workspace.removeStale();
        return workspace;
    }

    /** Programs are run from here: a directory that somebody else owns or can write to is none for us. */
    private static void refuseForeign(Path root) throws IOException {
        Path probe = Files.createTempFile("strata", null);
        boolean own = Files.getOwner(root, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
                && PosixFilePermissions.toString(Files.getPosixFilePermissions(root, LinkOption.NOFOLLOW_LINKS))
                        .endsWith("------");
        Files.delete(probe);
        if (!own || !Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            throw new DevServicesException("STRATA-4205", "The directory " + root
                    + " is not a directory that only you can read and write. Remove it, or set java.io.tmpdir to another place.");
        }
    }

    /** Where programs are unpacked to, shared by all servers. */
    Path programs() {
        return root;
    }

    /** A new empty directory for one server of this JVM. */
    Path newServer() throws IOException {
        String name = PREFIX + ProcessHandle.current().pid() + "-" + started(ProcessHandle.current()) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        return Files.createDirectory(root.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** A JVM's start tells it from a later process with the same number. */
    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
    }

    private void removeStale() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            for (Path directory : entries.filter(path -> path.getFileName().toString().startsWith(PREFIX)).toList()) {
                if (!ownerIsAlive(directory)) {
                    LOG.debugf("Removing %s, whose JVM is gone", directory);
                    runningIn(directory).ifPresent(ProcessHandle::destroyForcibly);
                    delete(directory);
                }
            }
        }
    }

    private static boolean ownerIsAlive(Path directory) {
        String[] parts = directory.getFileName().toString().substring(PREFIX.length()).split("-");
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(process -> started(process) == Long.parseLong(parts[1])).isPresent();
    }

    /** The server in a directory, found by the file that it wrote its process number to and by its command. */
    private static Optional<ProcessHandle> runningIn(Path directory) {
        for (Path file : List.of(directory.resolve("data/postmaster.pid"), directory.resolve("redis.pid"))) {
            try {
                long pid = Long.parseLong(Files.readAllLines(file).get(0).trim());
                return ProcessHandle.of(pid).filter(process -> process.info().command()
                        .filter(command -> command.endsWith("/postgres") || command.contains("redis-server")).isPresent());
            } catch (IOException | RuntimeException e) {
                LOG.tracef(e, "No running server by %s", file);
            }
        }
        return Optional.empty();
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debugf(e, "Could not remove %s", directory); // another JVM removes it at the same time
        }
    }
}
