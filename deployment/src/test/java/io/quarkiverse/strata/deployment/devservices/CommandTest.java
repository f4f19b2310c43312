package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

    @TempDir
    Path directory;

    @Test
    void readsItsInputAndWritesToTheFile() throws Exception {
        Command.of("cat").withInput("hello\n").run(directory.resolve("log"), Duration.ofSeconds(10));
        assertThat(directory.resolve("log")).hasContent("hello");
    }

    @Test
    void aFailureEndsWithItsLastWords() {
        assertThatThrownBy(() -> Command.of("sh", "-c", "echo no space left; exit 3").run(directory.resolve("log"),
                Duration.ofSeconds(10))).isInstanceOf(DevServicesException.class)
                .hasMessage("STRATA-4203: \"sh\" failed with exit code 3. Its last words:\nno space left");
    }

    @Test
    void oneThatHangsIsEnded() {
        assertThatThrownBy(() -> Command.of("sleep", "60").run(directory.resolve("log"), Duration.ofSeconds(1)))
                .hasMessage("STRATA-4203: \"sleep\" did not end within 1 s. Its last words:\n");
    }

    @Test
    void aMissingProgramIsNamed() {
        assertThatThrownBy(() -> Command.of("no-such-program").run(directory.resolve("log"), Duration.ofSeconds(1)))
                .hasMessageStartingWith("STRATA-4204: \"no-such-program\" could not be started: ")
                .hasMessageEndingWith(". Install it, or start a container runtime.");
    }
}
