package io.quarkiverse.strata.deployment.devservices;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * The Redis server inside the artifact {@code embedded-redis}, as the application's own dependencies bring it. Only the
 * program is taken from there.
 *
 * @param jar the artifact
 * @param entry the program for this machine in it
 */
record RedisProgram(URL jar, String entry) {

    private static final String MARKER = "redis/embedded/RedisServer.class";

    /** The one for this machine on the given class path; empty when the application hasn't added it. */
    static Optional<RedisProgram> find(ClassLoader classPath, Platform platform) {
        URL marker = classPath.getResource(MARKER);
        if (marker == null || !"jar".equals(marker.getProtocol())) {
            return Optional.empty();
        }
        String ending = "-" + platform.os() + "-" + (platform.arch().equals("arm64v8") ? "arm64" : platform.arch());
        try (JarFile file = open(marker)) {
            return file.stream().map(entry -> entry.getName())
                    .filter(name -> name.startsWith("redis-server-") && name.endsWith(ending))
                    .max(String::compareTo).map(name -> new RedisProgram(marker, name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Copies the program to a file of this user. */
    void copyTo(Path target) throws IOException {
        try (JarFile file = open(jar); InputStream in = file.getInputStream(file.getEntry(entry))) {
            Files.copy(in, target);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
    }

    private static JarFile open(URL insideJar) throws IOException {
        JarURLConnection connection = (JarURLConnection) insideJar.openConnection();
        connection.setUseCaches(false); // it is closed here, and a cached one belongs to others too
        return connection.getJarFile();
    }
}
