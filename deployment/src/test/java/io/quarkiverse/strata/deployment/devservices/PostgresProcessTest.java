package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

class PostgresProcessTest {

    private static PostgresSettings settings(OptionalInt port, int standbys) {
        PostgresPrograms programs = PostgresDevServicesProcessor.programs("<default>",
                PostgresProcessTest.class.getClassLoader(), Platform.current());
        return new PostgresSettings(programs, "d", "u", "p", port,
                Standbys.of("<default>", standbys, List.of(Duration.ZERO, Duration.ofHours(1))), Duration.ofSeconds(30));
    }

    @Test
    void allServersEndAndTheirDataIsRemoved() throws Exception {
        List<ProcessHandle> processes = new ArrayList<>();
        List<Path> directories = new ArrayList<>();
        PostgresProcess process = new PostgresProcess(settings(OptionalInt.empty(), 2));
        process.start();
        try {
            String address = "127\\.0\\.0\\.1:[0-9]+";
            assertThat(process.addresses()).matches(address + ", its standbys on " + address + " and " + address);
            for (String url : (process.reactiveUrl() + "," + process.replicaUrls()).split(",")) {
                String pid = Ask.ask(url, "u", "p", "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)");
                processes.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
                directories.add(Path.of(Ask.ask(url, "u", "p", "SHOW data_directory")).getParent());
            }
            assertThat(processes).hasSize(3).doesNotHaveDuplicates().allMatch(ProcessHandle::isAlive);
            assertThat(directories).doesNotHaveDuplicates().allSatisfy(directory -> assertThat(directory).isDirectory());
        } finally {
            process.close();
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(directories).allSatisfy(directory -> assertThat(directory).doesNotExist());
    }

    @Test
    void aStartThatFailsLeavesNothing() throws Exception {
        Path servers = Workspace.open().programs();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            PostgresProcess process = new PostgresProcess(settings(OptionalInt.of(taken.getLocalPort()), 1));
            assertThatThrownBy(process::start).isInstanceOf(DevServicesException.class)
                    .hasMessageStartingWith("STRATA-4203: \"pg_ctl\" failed with exit code 1. Its last words:\n");
        }
        assertThat(servers.toFile().list((dir, name) -> name.startsWith("server-" + ProcessHandle.current().pid() + "-")))
                .isEmpty();
    }

    @Test
    void whatIsNegativeIsNamed() {
        assertThatThrownBy(() -> Standbys.of("reports", -1, List.of())).isInstanceOf(DevServicesException.class)
                .hasMessage("STRATA-4206: quarkus.strata.\"reports\".devservices.replicas is negative. Set it to 0 or more.");
        assertThatThrownBy(() -> Standbys.of("<default>", 1, List.of(Duration.ofSeconds(-1))))
                .hasMessage("STRATA-4206: quarkus.strata.devservices.replica-delay is negative. Set it to 0 or more.");
    }

    @Test
    void theLastDelayCountsForTheRest() {
        assertThat(Standbys.of("<default>", 3, List.of(Duration.ZERO, Duration.ofSeconds(3))).delays())
                .containsExactly(Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(3));
    }
}
