package io.quarkiverse.strata.rental;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged application as a process of its own: the jar, or the native executable. */
public final class Packaged {

    private Packaged() {
    }

    /**
     * Starts it.
     *
     * @param properties {@code -D…}
     * @param out where its standard output goes, {@code err} where its error output does
     * @param arguments its own
     */
    public static Process start(List<String> properties, Map<String, String> environment, Path out, Path err,
            String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        Path executable = Path.of(System.getProperty("native.image.path", ""));
        if (Files.isRegularFile(executable)) {
            command.add(executable.toString());
            command.addAll(properties);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(properties);
            command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        }
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Where it finds its database. */
    public static List<String> dataSource(int port, String database) {
        return List.of("-Dquarkus.datasource.reactive.url=postgresql://localhost:" + port + "/" + database,
                "-Dquarkus.datasource.username=postgres", "-Dquarkus.datasource.password=postgres");
    }
}
