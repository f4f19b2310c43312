package io.quarkiverse.strata.deployment.devservices;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One program that is run to its end. Its output goes to a file, never to a pipe: a server that it leaves behind would keep
 * the pipe open.
 *
 * @param arguments the program and its arguments
 * @param environment what differs from this JVM's environment
 * @param input what it reads
 */
record Command(List<String> arguments, Map<String, String> environment, String input) {

    static Command of(Object... arguments) {
        List<String> words = new ArrayList<>();
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return new Command(words, Map.of(), "");
    }

    Command withEnvironment(Map<String, String> variables) {
        return new Command(arguments, variables, input);
    }

    Command withInput(String text) {
        return new Command(arguments, environment, text);
    }

    /** PostgreSQL refuses to run as root; a user namespace of its own makes it somebody else there. */
    Command asNobodyWhenRoot() {
        if (!"root".equals(System.getProperty("user.name")) || !System.getProperty("os.name").startsWith("Linux")) {
            return this;
        }
        List<String> words = new ArrayList<>(List.of("unshare", "-U"));
        words.addAll(arguments);
        return new Command(words, environment, input);
    }

    /**
     * Runs it and waits.
     *
     * @param output the file that its output is added to
     * @throws DevServicesException when it can't be started, fails or takes too long; the message ends with its output
     */
    void run(Path output, Duration timeout) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments).directory(output.getParent().toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new DevServicesException("STRATA-4204", "\"" + name() + "\" could not be started: " + e.getMessage()
                    + ". Install it, or start a container runtime.", e);
        }
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it ended without reading; its exit code tells more
        }
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw failed("did not end within " + timeout.toSeconds() + " s", output);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw failed("was interrupted", output);
        }
        if (process.exitValue() != 0) {
            throw failed("failed with exit code " + process.exitValue(), output);
        }
    }

    private DevServicesException failed(String how, Path output) throws IOException {
        List<String> lines = Files.exists(output) ? Files.readAllLines(output) : List.of();
        String end = String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        return new DevServicesException("STRATA-4203", "\"" + name() + "\" " + how + ". Its last words:\n" + end);
    }

    private String name() {
        return Path.of(arguments.get(arguments.get(0).equals("unshare") ? 2 : 0)).getFileName().toString();
    }
}
