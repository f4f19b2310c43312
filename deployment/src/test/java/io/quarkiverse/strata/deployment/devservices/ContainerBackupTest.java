package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** What goes wrong with the copy of a container's database, with a process in the container's place. */
class ContainerBackupTest {

    private static final String FOURTEEN = "postgres:14";
    private static PostgresProcess server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        server = new PostgresProcess(new PostgresSettings(PostgresDevServicesProcessor.programs("<default>",
                ContainerBackupTest.class.getClassLoader(), Platform.current()), "d", "u", "p", OptionalInt.empty(),
                Standbys.of("<default>", 0, List.of()), Duration.ofSeconds(30)));
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private void take(PostgreSQLContainer container) throws Exception {
        ContainerBackup.take(container, directory.resolve("data.tar"));
    }

    @Test
    void aServerThatRefusesIsNamed() {
        assertThatThrownBy(() -> take(new Disguised("wrong"))).isInstanceOf(DevServicesException.class)
                .hasMessage(
                        "STRATA-4207: The database in container postgres:14 can't be copied for a standby: "
                                + "FATAL: password authentication failed for user \"u\" (SQLSTATE 28P01). quarkus.strata.devservices.replicas takes an image "
                                + "with PostgreSQL 15 or newer.");
    }

    @Test
    void aCommandThatFailsInTheContainerIsToldInItsWords() {
        assertThatThrownBy(() -> take(new Disguised("p") {
            @Override
            public ExecResult execInContainer(String... command) {
                assertThat(command).startsWith("sh", "-c");
                return result(1, "sh: can't create pg_hba.conf: Permission denied\n");
            }
        })).isInstanceOf(DevServicesException.class)
                .hasMessage(
                        "STRATA-4207: The database in container postgres:14 can't be copied for a standby: "
                                + "sh: can't create pg_hba.conf: Permission denied");
    }

    @Test
    void anInterruptedStartIsToldAndTheThreadStaysInterrupted() {
        assertThatThrownBy(() -> take(new Disguised("p") {
            @Override
            public ExecResult execInContainer(String... command) throws InterruptedException {
                throw new InterruptedException();
            }
        })).isInstanceOf(DevServicesException.class)
                .hasMessage("STRATA-4207: The start of a standby was interrupted.");
        assertThat(Thread.interrupted()).isTrue();
    }

    /** A container whose server is the process. */
    private static class Disguised extends PostgreSQLContainer {

        Disguised(String password) {
            super(FOURTEEN);
            withDatabaseName("d").withUsername("u").withPassword(password);
        }

        @Override
        public String getDockerImageName() {
            return FOURTEEN;
        }

        @Override
        public String getHost() {
            return "127.0.0.1";
        }

        @Override
        public Integer getMappedPort(int port) {
            return Integer.parseInt(server.addresses().split(":")[1]);
        }

        ExecResult result(int exitCode, String errors) {
            try {
                Constructor<ExecResult> constructor = ExecResult.class.getDeclaredConstructor(int.class, String.class,
                        String.class);
                constructor.setAccessible(true);
                return constructor.newInstance(exitCode, "", errors);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }
}
