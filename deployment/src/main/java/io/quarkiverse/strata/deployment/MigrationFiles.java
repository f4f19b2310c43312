package io.quarkiverse.strata.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.DeploymentException;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.util.ClassPathUtils;

/** The SQL files of the application and its dependencies. */
final class MigrationFiles {

    static final String DIRECTORY = "db/migration";
    static final String DOWN = ".down.sql";

    private MigrationFiles() {
    }

    static String directory(String dataSource) {
        return DataSourceUtil.isDefault(dataSource) ? DIRECTORY : DIRECTORY + "-" + dataSource;
    }

    /** The texts of a datasource's files by their paths on the class path. */
    static Map<String, String> read(String dataSource) {
        Map<String, String> files = new TreeMap<>();
        String directory = directory(dataSource);
        try {
            ClassPathUtils.consumeAsPaths(Thread.currentThread().getContextClassLoader(), directory,
                    root -> read(root, directory, files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static void read(Path root, String directory, Map<String, String> files) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = root.relativize(path).toString().replace('\\', '/');
                if (name.endsWith(".sql") && Files.isRegularFile(path)) {
                    String text = Files.readString(path);
                    String other = files.put(directory + "/" + name, text);
                    if (other != null && !other.equals(text)) {
                        throw new DeploymentException("STRATA-4122: two different files on the class path are called "
                                + directory + "/" + name + ": rename one of them");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
