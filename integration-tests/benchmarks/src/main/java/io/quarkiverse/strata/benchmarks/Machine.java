package io.quarkiverse.strata.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured, and on what. */
final class Machine {

    private static final List<String> PEERS = List.of("vertx-pg-client", "hibernate-reactive-core", "hibernate-core",
            "agroal-pool", "HikariCP", "jooq", "postgresql", "flyway-core", "liquibase-core");

    private Machine() {
    }

    static void print(PrintStream out) {
        out.println(
                "Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors" + processor()
                        + (Processors.apart() ? ", one for the client and one for the server, kept awake" : "") + ", "
                        + System.getProperty("os.name") + "; " + peers() + ".");
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> " (" + line.substring(line.indexOf(':') + 1).trim() + ")").orElse("");
        } catch (IOException notLinux) {
            return "";
        }
    }

    /** From the names of the jars that this program runs with. */
    private static String peers() {
        String jars = System.getProperty("java.class.path");
        return PEERS.stream().map(peer -> {
            Matcher version = Pattern.compile("[/\\\\]" + Pattern.quote(peer) + "-(\\d[^/\\\\]*)\\.jar").matcher(jars);
            return peer + " " + (version.find() ? version.group(1) : "?");
        }).collect(Collectors.joining(", "));
    }
}
