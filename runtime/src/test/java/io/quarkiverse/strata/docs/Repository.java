package io.quarkiverse.strata.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of this repository, as the checks of its documentation read them. */
final class Repository {

    private static final Path ROOT = root();

    private Repository() {
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/antora.yml"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    static Path at(String path) {
        return ROOT.resolve(path);
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a directory whose names end so; none when it isn't there. */
    static List<Path> files(String directory, String ending) {
        if (!Files.isDirectory(at(directory))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(at(directory))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java files of all modules, {@code main}, {@code test} or both. */
    static List<Path> sources(String... kinds) {
        List<Path> files = new ArrayList<>();
        for (String module : List.of("runtime", "deployment", "integration-tests/rental")) {
            for (String kind : kinds) {
                files.addAll(files(module + "/src/" + kind + "/java", ".java"));
            }
        }
        return files;
    }

    /** The lines between {@code tag::name[]} and {@code end::name[]}, without the lines of tags. */
    static Optional<List<String>> tagged(List<String> lines, String tag) {
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("tag::" + tag + "[]")) {
                start = i + 1;
            } else if (start >= 0 && lines.get(i).contains("end::" + tag + "[]")) {
                return Optional.of(lines.subList(start, i).stream()
                        .filter(line -> !line.contains("tag::") && !line.contains("end::")).toList());
            }
        }
        return Optional.empty();
    }
}
