package io.quarkiverse.strata.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A JVM of its own for a group of contests. It tells its measures line by line; the rest of what it says is passed on. Callers
 * wait for the compiler ({@code -Xbatch}): compiling beside them, on the processor that they share, makes of each JVM another.
 */
final class Fork {

    private static final String MARK = "MEASURE\t";

    private Fork() {
    }

    /** One entrant's times in one JVM. */
    record Measures(String contest, String floor, String entrant, List<Double> nanos) {
    }

    static void run(String group, String effort, Consumer<Measures> each) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Processors.client());
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(Processors.server());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xbatch", "-Xms1g", "-Xmx1g", "-Djava.net.preferIPv4Stack=true", "-cp",
                System.getProperty("java.class.path"), Benchmarks.class.getName(), "fork", effort, group));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(MARK)) {
                    each.accept(parse(line.substring(MARK.length()).split("\t")));
                } else {
                    System.err.println(line);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the JVM that measured " + group + " ended with " + process.exitValue());
        }
    }

    static void tell(Contest contest, Map<String, List<Double>> measures) {
        measures.forEach((entrant, nanos) -> {
            StringBuilder line = new StringBuilder(MARK).append(contest.name()).append('\t').append(contest.floor())
                    .append('\t').append(entrant);
            nanos.forEach(value -> line.append('\t').append(value));
            System.out.println(line);
        });
    }

    private static Measures parse(String[] fields) {
        List<Double> nanos = new ArrayList<>();
        for (int i = 3; i < fields.length; i++) {
            nanos.add(Double.valueOf(fields[i]));
        }
        return new Measures(fields[0], fields[1], fields[2], nanos);
    }
}
