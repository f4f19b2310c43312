package io.quarkiverse.strata.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A processor for the client and another for the server, both kept awake. Left to itself the scheduler lets the two share a
 * processor or wakes a sleeping one for each message, and changes its mind: the same question then takes 70 µs or 160, by
 * turns. On Linux only, where {@code taskset} and {@code chrt} are.
 */
final class Processors implements AutoCloseable {

    private static final String SERVER = "benchmarks.server.processor";
    private static final List<Integer> ALLOWED = allowed();

    private final List<Process> awake = new ArrayList<>();

    /**
     * Something of the lowest priority keeps each from sleeping; it gives way at once, and ends with this JVM at the latest.
     */
    Processors() throws IOException {
        if (apart()) {
            for (int processor : ALLOWED.subList(0, 2)) {
                awake.add(start("chrt", "--idle", "0", "taskset", "-c", String.valueOf(processor), "sh", "-c",
                        "while kill -0 " + ProcessHandle.current().pid()
                                + "; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done"));
            }
        }
    }

    static boolean apart() {
        return ALLOWED.size() > 1;
    }

    /** What a command has to begin with to run on the client's processor. */
    static List<String> client() {
        return apart() ? List.of("taskset", "-c", String.valueOf(ALLOWED.get(0))) : List.of();
    }

    /**
     * Puts the server on its processor, and with it what it starts later. The JVM that calls this has been put on the client's.
     *
     * @param server the process that started all the server's others
     */
    static void pin(ProcessHandle server) {
        pinOne(server); // first, so that what it starts from now on is there already
        server.children().forEach(Processors::pinOne);
    }

    private static void pinOne(ProcessHandle process) {
        String processor = System.getProperty(SERVER);
        if (!works("taskset", "-cp", processor, String.valueOf(process.pid())) && process.isAlive()) {
            throw new IllegalStateException("The server can't be put on processor " + processor);
        }
    }

    /** Whether this JVM is one on the client's processor. */
    static boolean isPinned() {
        return System.getProperty(SERVER) != null;
    }

    /** Tells the JVM of {@link #client()} where the server belongs. */
    static List<String> server() {
        return apart() ? List.of("-D" + SERVER + "=" + ALLOWED.get(1)) : List.of();
    }

    private static boolean works(String... command) {
        try {
            return start(command).waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
    }

    private static List<Integer> allowed() {
        if (!works("taskset", "--version") || !works("chrt", "--idle", "0", "true")) {
            return List.of();
        }
        List<Integer> processors = new ArrayList<>();
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            String ranges = lines.filter(line -> line.startsWith("Cpus_allowed_list:")).findFirst().orElse(":0");
            for (String range : ranges.substring(ranges.indexOf(':') + 1).trim().split(",")) {
                String[] ends = range.split("-");
                for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
                    processors.add(i);
                }
            }
        } catch (IOException notThere) {
            return List.of();
        }
        return processors;
    }

    @Override
    public void close() {
        awake.forEach(Process::destroy);
    }
}
