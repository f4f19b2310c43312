package io.quarkiverse.strata.deployment.devservices;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, as the application's own dependencies bring them.
 *
 * @param archive the {@code .txz} inside the artifact
 */
record PostgresPrograms(URL archive) {

    /** Those for this machine on the given class path; empty when the application hasn't added them. */
    static Optional<PostgresPrograms> find(ClassLoader classPath, Platform platform) {
        return Optional.ofNullable(classPath.getResource(platform.postgresResource())).map(PostgresPrograms::new);
    }

    /** The directory with {@code bin}, {@code lib} and {@code share}; unpacked at the first use of this very archive. */
    Path unpackedIn(Workspace workspace) throws IOException {
        Path home = workspace.programs().resolve("postgresql-" + digest());
        if (!Files.isDirectory(home)) {
            Path partial = Files.createTempDirectory(workspace.programs(), "unpacking-");
            try {
                unpackTo(partial);
                Files.move(partial, home);
            } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
                Workspace.delete(partial); // another JVM was faster
            }
        }
        return home;
    }

    private String digest() throws IOException {
        try (InputStream in = new DigestInputStream(archive.openStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unpackTo(Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(archive.openStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = inside(target, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    inside(target, target.relativize(file.getParent()).resolve(entry.getLinkName()).toString());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    Files.copy(tar, file);
                    Files.setPosixFilePermissions(file,
                            PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwx------" : "rw-------"));
                }
            }
        }
    }

    private static Path inside(Path target, String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("The archive names a file outside of itself: " + name);
        }
        return file;
    }
}
